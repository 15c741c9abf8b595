// npm run bench [-- NAME]: the measurements in bench/, one after the other, each a program of its own.
import './node.mjs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { installDependencies } from './dependencies.mjs';
import { build } from './extension.mjs';
import { main, note, step, Stop } from './messages.mjs';
import { cache, root } from './paths.mjs';
import { run, stopAllOnInterrupt } from './processes.mjs';

stopAllOnInterrupt();
await main(async () => {
  const name = process.argv[2] ?? '';
  const files = (await readdir(join(root, 'bench'))).filter((file) => file.endsWith('.bench.ts') && file.includes(name));
  if (files.length === 0) {
    throw new Stop(`No measurement in bench/ is named like "${name}".`, 'name one of the files bench/*.bench.ts.');
  }
  await installDependencies();
  await build();
  const { build: bundle } = await import('esbuild');
  const out = join(cache, 'bench');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const file of files.sort()) {
    step(basename(file, '.bench.ts'));
    const outfile = join(out, file.replace(/\.ts$/, '.mjs'));
    await bundle({
      entryPoints: [join(root, 'bench', file)],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      mainFields: ['module', 'main'],
    });
    const { code } = await run(process.execPath, ['--expose-gc', outfile]);
    if (code !== 0) {
      process.exitCode = 1;
      note('failed');
    }
  }
});
