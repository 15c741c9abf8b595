// npm run package: the extension as a .vsix file.
import './node.mjs';
import { build, packageExtension } from './extension.mjs';
import { main } from './messages.mjs';
import { stopAllOnInterrupt } from './processes.mjs';

stopAllOnInterrupt();
await main(async () => {
  await build();
  await packageExtension();
});
