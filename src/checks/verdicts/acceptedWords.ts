import { PersonalWordSet } from '../spelling/personalWordSet';

/** Words that people have said to be right, though no dictionary knows them. */
export class AcceptedWords extends PersonalWordSet {}
