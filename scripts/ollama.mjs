// The Ollama server that the tests talk to: the last release that builds with the Go toolchain alone.
import { access, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { step } from './messages.mjs';
import { cache } from './paths.mjs';
import { run } from './processes.mjs';

const version = '0.24.0';
const folder = join(cache, 'ollama');
const stampFile = join(folder, 'installed.json');
const stamp = JSON.stringify({ ollama: version, for: `${process.platform}-${process.arch}` });
/** Removed once the server is built: only the server itself is kept between runs. */
const work = join(folder, 'build');
const headers = join(work, 'include');
const binary = join(folder, process.platform === 'win32' ? 'ollama.exe' : 'ollama');

/** Headers that the Go module leaves out, the Debian package that has each, and where Debian puts it. */
const debianHeaders = [
  { header: 'nlohmann/json.hpp', from: 'nlohmann-json3-dev' },
  { header: 'stb/stb_image.h', from: 'libstb-dev' },
];
const miniaudio = 'github.com/gen2brain/malgo@v0.11.24';

const exists = (path) => access(path).then(() => true, () => false);

/**
 * Builds the server into .cache/ollama, unless it is there.
 * @returns {Promise<{ path: string } | { missing: string }>} where it is, or why there is none
 */
export async function installOllama() {
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === stamp && (await exists(binary))) {
    return { path: binary };
  }
  const go = await findGo();
  if (go === undefined) {
    return { missing: 'there is no Go toolchain (1.26 or newer) to build the Ollama server with' };
  }
  step(`Building the Ollama server ${version} beside the other steps (2 to 3 minutes, once)`);
  const failed = await installSteps(go).catch((error) => error.message);
  return failed === undefined ? { path: binary } : { missing: failed };
}

/** @returns why it could not be done */
async function installSteps(go) {
  await mkdir(headers, { recursive: true });
  return (await debianPackages()) ?? (await miniaudioHeader(go)) ?? (await build(go));
}

async function findGo() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/go/bin'];
  const paths = folders.map((path) => join(path, process.platform === 'win32' ? 'go.exe' : 'go'));
  for (const path of paths) {
    if (await exists(path)) {
      return path;
    }
  }
  return undefined;
}

/** Has the headers that Debian has in our folder, from the system or out of packages, which takes no root. */
async function debianPackages() {
  for (const { header, from } of debianHeaders) {
    const ours = join(headers, header);
    const system = join('/usr/include', header);
    if ((await exists(ours)) || (await exists(system))) {
      continue;
    }
    const packages = join(work, 'packages');
    await mkdir(packages, { recursive: true });
    const failed = await downloadPackage(from, packages);
    if (failed !== undefined) {
      return failed;
    }
    for (const file of (await readdir(packages)).filter((name) => name.startsWith(from))) {
      await run('dpkg', ['-x', file, '.'], { quiet: true, cwd: packages });
    }
    const top = header.split('/')[0];
    await cp(join(packages, 'usr/include', top), join(headers, top), { recursive: true });
  }
  return undefined;
}

async function downloadPackage(name, cwd) {
  if (!(await exists('/usr/bin/apt-get'))) {
    return `the headers of ${name} are not installed`;
  }
  const download = () => run('apt-get', ['download', name], { quiet: true, cwd });
  let { code, output } = await download();
  if (code !== 0 && process.getuid?.() === 0) {
    await run('apt-get', ['update'], { quiet: true });
    ({ code, output } = await download());
  }
  return code === 0 ? undefined : `apt-get download ${name} failed: ${lastLine(output)}`;
}

async function miniaudioHeader(go) {
  const { code, output } = await run(go, ['mod', 'download', '-json', miniaudio], {
    quiet: true,
    cwd: work,
    env: environment(),
  });
  if (code !== 0) {
    return `go mod download ${miniaudio} failed: ${lastLine(output)}`;
  }
  // Progress may go before the JSON.
  const { Dir } = JSON.parse(output.slice(output.indexOf('{')));
  await mkdir(join(headers, 'miniaudio'), { recursive: true });
  await cp(join(Dir, 'miniaudio.h'), join(headers, 'miniaudio/miniaudio.h'));
  return undefined;
}

async function build(go) {
  const include = `-O2 -I${headers}`;
  const named = `-ldflags=-X=github.com/ollama/ollama/version.Version=${version}`;
  const { code, output } = await run(go, ['install', named, `github.com/ollama/ollama@v${version}`], {
    quiet: true,
    cwd: work,
    env: { ...environment(), GOBIN: folder, CGO_CFLAGS: include, CGO_CXXFLAGS: include, CGO_ENABLED: '1' },
  });
  if (code !== 0) {
    return `go install of ollama ${version} failed: ${lastLine(output)}`;
  }
  await rm(work, { recursive: true, force: true });
  await writeFile(stampFile, stamp);
  return undefined;
}

/** Everything of Go's goes into our folder, where it may be deleted at any time. */
function environment() {
  return {
    ...process.env,
    GOPATH: join(work, 'go'),
    GOCACHE: join(work, 'cache'),
    GOFLAGS: '-modcacherw -buildvcs=false',
  };
}

function lastLine(output) {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('go: downloading'));
  return lines.at(-1) ?? 'it was ended';
}
