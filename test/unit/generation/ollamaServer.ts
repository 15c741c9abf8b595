import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type AddressInfo } from 'node:net';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MisbehavingServer } from './misbehavingServer';

const tinyLora = fileURLToPath(new URL('../../fixtures/tiny-lora/', import.meta.url));
const binary = fileURLToPath(new URL('../../../.cache/ollama/ollama', import.meta.url));

/** Why there is no Ollama server to test with; `npm test` builds one where it can. */
export const ollamaMissing = existsSync(binary) ? '' : `: ${process.env.OLLAMA_MISSING || 'npm test builds it'}`;

/** The real server, with models of its own that it starts without. Whatever it asks of the network is refused and counted. */
export class OllamaTestServer {
  private constructor(
    readonly address: string,
    /** Where it wanted to go: "registry.ollama.ai:443". */
    readonly network: () => string[],
    private readonly signal: (name: NodeJS.Signals) => void,
    private readonly exited: Promise<void>,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async start(): Promise<OllamaTestServer> {
    const folder = await mkdtemp(join(tmpdir(), 'paddock-ollama-'));
    const port = await freePort();
    const proxy = await MisbehavingServer.start((_, response) => response.writeHead(502).end());
    const child = spawn(binary, ['serve'], {
      // A group of its own, with the runners that it starts.
      detached: true,
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        OLLAMA_HOST: `127.0.0.1:${port}`,
        OLLAMA_MODELS: join(folder, 'models'),
        HTTPS_PROXY: proxy.address,
        HTTP_PROXY: proxy.address,
      },
    });
    const exited = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const address = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${address}/api/version`).then(({ ok }) => ok, () => false))) {
      if (child.exitCode !== null) throw new Error('The Ollama server did not start.');
      await sleep(50);
    }
    const asked = () => [...proxy.tunnels, ...proxy.requests.map(({ path }) => path)];
    const signal = (name: NodeJS.Signals) => process.kill(-child.pid!, name);
    return new OllamaTestServer(address, asked, signal, exited, async () => {
      await proxy.stop();
      await rm(folder, { recursive: true, force: true });
    });
  }

  /** As `kill -9` does, with all that it has started. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited;
  }

  async stop(): Promise<void> {
    try {
      await this.kill();
    } catch {
      // it has ended already
    }
    await this.cleanUp();
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Has the fixture's base model on the server, as `tiny-base`, and as `endless`, whose responses come to no end. */
export async function createBase(address: string): Promise<void> {
  const digest = await uploaded(address, readFileSync(join(tinyLora, 'tiny-base.q8_0.gguf')));
  await made(address, { model: 'tiny-base', files: { 'base.gguf': digest }, parameters: { num_thread: 1 } });
  await made(address, { model: 'endless', from: 'tiny-base', parameters: { num_thread: 1, top_k: 0, min_p: 0 } });
}

export async function uploaded(address: string, file: Buffer): Promise<string> {
  const digest = `sha256:${digestOf(file)}`;
  const answer = await fetch(`${address}/api/blobs/${digest}`, { method: 'POST', body: file });
  if (!answer.ok) throw new Error(await answer.text());
  return digest;
}

/** Has the server make a model. */
export async function made(address: string, model: object): Promise<void> {
  const answer = await fetch(`${address}/api/create`, { method: 'POST', body: JSON.stringify({ ...model, stream: false }) });
  if (!answer.ok) throw new Error(await answer.text());
}

export function digestOf(file: Buffer): string {
  return createHash('sha256').update(file).digest('hex');
}
