import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** Where LibreOffice keeps dictionaries that its user has installed, in its folder for settings. */
const OF_OFFICE_USER = '4/user/uno_packages/cache/uno_packages';

/** The folders where systems keep Hunspell's dictionaries, and LibreOffice its own, whether they are there or not. */
export function systemFolders(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string[] {
  const named = environment.DICPATH?.split(delimiter).filter((folder) => folder !== '') ?? [];
  if (platform === 'win32') {
    const programs = [environment.ProgramFiles, environment['ProgramFiles(x86)']].filter((folder) => folder !== undefined);
    const offices = programs.map((folder) => join(folder, 'LibreOffice', 'share', 'extensions'));
    const { APPDATA } = environment;
    return [...named, ...(APPDATA === undefined ? [] : [join(APPDATA, 'LibreOffice', OF_OFFICE_USER)]), ...offices];
  }
  if (platform === 'darwin') {
    return [
      ...named,
      join(home, 'Library/Spelling'),
      '/Library/Spelling',
      '/opt/homebrew/share/hunspell',
      '/usr/local/share/hunspell',
      join(home, 'Library/Application Support/LibreOffice', OF_OFFICE_USER),
      '/Applications/LibreOffice.app/Contents/Resources/extensions',
    ];
  }
  const shares = environment.XDG_DATA_DIRS?.split(delimiter).filter((folder) => folder.startsWith('/')) ?? [];
  return [
    ...named,
    join(home, '.local/share/hunspell'),
    ...['/usr/local/share', '/usr/share', ...shares].flatMap((share) => [
      join(share, 'hunspell'),
      join(share, 'myspell'),
      join(share, 'myspell/dicts'),
    ]),
    join(home, '.config/libreoffice', OF_OFFICE_USER),
    '/usr/lib/libreoffice/share/extensions',
    '/usr/lib64/libreoffice/share/extensions',
    '/opt/libreoffice/share/extensions',
  ];
}
