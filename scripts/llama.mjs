// llama.cpp as it comes with Paddock: node-llama-cpp with the programs for this computer, in a folder to be imported from.
import { access, copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { root } from './paths.mjs';

const packageFolder = 'node_modules/node-llama-cpp';
const modulesOf = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
/** What it reads besides its modules. */
const data = ['llama/binariesGithubRelease.json', 'llama/llama.cpp.info.json'];
const platforms = { darwin: 'mac', linux: 'linux', win32: 'win' };

/** Whether the built extension has it. */
export function carriesLlama() {
  return exists(join(root, 'dist/llama'));
}

/** Where its modules begin; absent where npm was told to leave optional packages out. */
export async function findLlama() {
  const entry = `${packageFolder}/dist/index.js`;
  return (await exists(join(root, entry))) ? entry : undefined;
}

/**
 * Has node-llama-cpp in `folder`/node_modules, unless it is there already.
 * @param {string} folder
 * @param {readonly string[]} modules every module that it loads, of its own and of other packages, from the project's folder
 */
export async function copyLlama(folder, modules) {
  const { version, optionalDependencies } = JSON.parse(await readFile(join(root, packageFolder, 'package.json'), 'utf8'));
  const prefix = `@node-llama-cpp/${platforms[process.platform]}-${process.arch}`;
  const binaries = [];
  for (const name of Object.keys(optionalDependencies)) {
    const ours = name === prefix || name.startsWith(`${prefix}-`);
    if (ours && (await exists(join(root, 'node_modules', name)))) {
      binaries.push(`node_modules/${name}`);
    }
  }
  const packages = [...new Set(modules.map((file) => modulesOf.exec(file)[0]))];
  const files = [
    ...modules,
    ...(await manifestsOf(modules)),
    ...data.map((file) => `${packageFolder}/${file}`),
    ...(await Promise.all(packages.map(licencesOf))).flat(),
  ];

  // They are 110 MB in 600 files, and hardly ever other ones than at the last build.
  const mark = join(folder, 'contents.json');
  const contents = JSON.stringify({ version, files, binaries });
  if ((await readFile(mark, 'utf8').catch(() => '')) === contents) {
    return;
  }
  await rm(folder, { recursive: true, force: true });
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(root, file), join(folder, file));
  }
  for (const path of binaries) {
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  await writeFile(mark, contents);
}

/** Those of their packages, and any below that say what kind of modules a folder holds. */
async function manifestsOf(modules) {
  const folders = new Set();
  for (const file of modules) {
    const top = modulesOf.exec(file)[0];
    for (let folder = dirname(file); folder.length >= top.length; folder = dirname(folder)) {
      folders.add(folder);
    }
  }
  const manifests = [...folders].map((folder) => `${folder}/package.json`);
  const there = await Promise.all(manifests.map((file) => exists(join(root, file))));
  return manifests.filter((_, at) => there[at]);
}

async function licencesOf(path) {
  const files = await readdir(join(root, path));
  return files.filter((file) => /^licen[cs]e/i.test(file)).map((file) => `${path}/${file}`);
}

function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
