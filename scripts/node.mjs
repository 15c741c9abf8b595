// Imported first by every script: an old Node stops here, with a reason, before anything newer is called.
import process from 'node:process';

const needed = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  console.error(
    `\nPaddock needs Node ${needed.join('.')} or newer, and this is ${process.versions.node} (${process.execPath}).\n` +
      'Remedy: install the current LTS from https://nodejs.org (or `nvm install --lts`), then run the command again.\n',
  );
  process.exit(1);
}
