import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Behaviour = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** An HTTP server on this machine that does as a test says, for what no real one can be made to do. */
export class MisbehavingServer {
  readonly requests: { readonly path: string; readonly body: string; readonly headers: IncomingMessage['headers'] }[] = [];
  /** Where it was asked to connect to, as a proxy: it does not. */
  readonly tunnels: string[] = [];
  private readonly sockets = new Set<Socket>();
  private readonly waiting: (() => void)[] = [];
  private readonly server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => (body += String(data)));
    request.on('error', () => {});
    request.on('end', () => {
      this.requests.push({ path: request.url!, body, headers: request.headers });
      for (const resolve of this.waiting.splice(0)) resolve();
      this.behaviour(request, response, body);
    });
  });

  private constructor(private readonly behaviour: Behaviour) {
    this.server.on('connect', (request, socket) => {
      this.tunnels.push(request.url!);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('error', () => {});
      socket.once('close', () => this.sockets.delete(socket));
    });
  }

  static async start(behaviour: Behaviour): Promise<MisbehavingServer> {
    const started = new MisbehavingServer(behaviour);
    started.server.listen(0, '127.0.0.1');
    await once(started.server, 'listening');
    return started;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Until a path has been asked for. */
  async asked(path: string): Promise<void> {
    while (!this.requests.some((request) => request.path === path)) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Until no connection is open: does not return where one is left. */
  async isIdle(): Promise<void> {
    while (this.sockets.size > 0) {
      await sleep(5);
    }
  }

  async stop(): Promise<void> {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

export function json(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
