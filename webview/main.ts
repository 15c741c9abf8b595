import './main.css';
import './editor';
import { registerControls } from './toolkit';

registerControls();
