import * as vscode from 'vscode';

const PREFIX = 'paddock.apiKey ';
const SERVERS = 'paddock.apiKeyServers';

/** The keys of servers, kept in the system's secret storage and nowhere else. */
export class ApiKeys implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** Settles when the keys have been read. */
  readonly ready: Promise<void>;
  private readonly keys = new Map<string, string>();
  private readonly subscription: vscode.Disposable;

  /** @param state knows which servers have a key: the secret storage cannot be listed everywhere. */
  constructor(
    private readonly secrets: vscode.SecretStorage,
    private readonly state: vscode.Memento,
  ) {
    this.ready = this.readAll();
    this.subscription = secrets.onDidChange(({ key }) => {
      if (!key.startsWith(PREFIX)) return;
      void this.read(key.slice(PREFIX.length)).then(() => this.changed.fire());
    });
  }

  /** @param variable the environment variable that holds it where none was set. */
  get(server: string, variable: string | undefined): string | undefined {
    return this.keys.get(server) ?? (variable === undefined ? undefined : process.env[variable]);
  }

  /** @param key `undefined` forgets it. */
  async set(server: string, key: string | undefined): Promise<void> {
    const others = this.state.get<string[]>(SERVERS, []).filter((other) => other !== server);
    await this.state.update(SERVERS, key === undefined ? others : [...others, server]);
    await (key === undefined ? this.secrets.delete(PREFIX + server) : this.secrets.store(PREFIX + server, key));
    await this.read(server);
    this.changed.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private async readAll(): Promise<void> {
    await Promise.all(this.state.get<string[]>(SERVERS, []).map((server) => this.read(server)));
  }

  /** Where there is no secret storage, there is no key. */
  private async read(server: string): Promise<void> {
    const key = await Promise.resolve(this.secrets.get(PREFIX + server)).catch(() => undefined);
    if (key === undefined) this.keys.delete(server);
    else this.keys.set(server, key);
  }
}
