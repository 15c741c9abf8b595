import * as vscode from 'vscode';
import { type Backend, type BackendStatus, GenerationError, type InstalledModel } from '../../generation/backend';
import { type BackendName, DEFAULT_PARAMETERS, type ModelChoice } from '../../generation/modelChoice';
import { type BackendOptions, openBackend } from '../../generation/openBackend';
import { isSameModel } from '../../generation/ollama/ollamaServer';
import type { Models } from '../../generation/responder';
import type { UserTemplates } from '../../generation/templates/readTemplates';
import type { ApiKeys } from './apiKeys';
import { llamaFolder, modelChoices, ollamaHost, openAiServers, userTemplates, usesGpu } from './generationSettings';

/** Longer nobody waits to learn what models there are, in milliseconds. */
const LONGEST_LOOK = 10_000;
const CHOSEN = 'paddock.model';
const TEMPLATES = 'paddock.modelTemplates';

/** Why nothing is generated in a workspace that is not trusted. */
export const NOT_TRUSTED = 'Responses cannot be generated while the workspace is not trusted.';

/** What runs models: the Ollama server, llama.cpp here, or one of the OpenAI-compatible servers. */
export interface ModelPlace {
  readonly backend: BackendName;
  /** As in `ModelChoice`. */
  readonly server?: string;
  readonly label: string;
}

/** What was seen of a place when it was last looked at. */
export interface PlaceState {
  readonly place: ModelPlace;
  readonly status?: BackendStatus;
  readonly models: readonly InstalledModel[];
  /** Why it cannot be used, for people. */
  readonly error?: string;
}

/** The model that the user has chosen for this workspace. A model that only the server lists has no other name. */
interface Chosen {
  readonly name: string;
  readonly isListed: boolean;
}

/** The models of the window, what runs them, and which of them is in force. */
export class ModelShelf implements Models, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Models, the one in force, or what is known of backends have changed. */
  readonly onDidChange = this.changed.event;
  private readonly closing = new vscode.EventEmitter<void>();
  /** The window closes: what is generated now will not come, and has not failed either. */
  readonly onWillClose = this.closing.event;
  /** By `nameOf` and by what they are made with, which settings change. */
  private readonly backends = new Map<string, { readonly madeWith: string; readonly backend: Backend }>();
  private readonly states = new Map<string, PlaceState>();
  private looking: Promise<void> | undefined;
  private readonly subscriptions: vscode.Disposable[];
  private isDisposed = false;

  constructor(
    /** The folder of the built programs. */
    private readonly programs: string,
    private readonly keys: ApiKeys,
    private readonly workspaceState: vscode.Memento,
    private readonly globalState: vscode.Memento,
  ) {
    this.subscriptions = [
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('paddock.generation')) this.changed.fire();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.changed.fire()),
      keys.onDidChange(() => this.changed.fire()),
    ];
  }

  /** Why nothing can be generated. */
  get unavailable(): string | undefined {
    return vscode.workspace.isTrusted ? undefined : NOT_TRUSTED;
  }

  /** What the user has set. */
  get choices(): readonly ModelChoice[] {
    const first = openAiServers().entries[0]?.url;
    return modelChoices().entries.map((choice) =>
      choice.backend === 'openai' && choice.server === undefined && first !== undefined ? { ...choice, server: first } : choice,
    );
  }

  /** Models that the Ollama server lists besides, as far as is known; what their template is may have to be asked. */
  get listed(): readonly ModelChoice[] {
    const { choices } = this;
    const names = new Set(choices.map(({ name }) => name));
    const set = choices.filter(({ backend }) => backend === 'ollama').map(({ model }) => model);
    const models = (this.states.get('ollama')?.models ?? []).map(({ model }) => model);
    const isSet = (model: string) => names.has(model) || set.some((other) => isSameModel(other, model));
    return models.filter((model) => !isSet(model)).map((model) => this.listedChoice(model));
  }

  /** The model in force; `undefined` until the user has chosen one, and when that is no more. */
  get chosen(): ModelChoice | undefined {
    const chosen = this.workspaceState.get<Chosen>(CHOSEN);
    if (!chosen) return undefined;
    const set = this.choices.find(({ name }) => name === chosen.name);
    return set ?? (chosen.isListed && !this.isGone(chosen.name) ? this.listedChoice(chosen.name) : undefined);
  }

  async choose(choice: ModelChoice): Promise<void> {
    const isListed = this.choices.every(({ name }) => name !== choice.name);
    await this.workspaceState.update(CHOSEN, { name: choice.name, isListed } satisfies Chosen);
    this.changed.fire();
  }

  /** Whether it is known how a prompt is made for it. */
  hasTemplate(choice: ModelChoice): boolean {
    return this.choices.some(({ name }) => name === choice.name) || choice.name in this.listedTemplates;
  }

  /** Remembers the template of a model that only the server lists. */
  async setTemplate(model: string, template: string): Promise<void> {
    await this.globalState.update(TEMPLATES, { ...this.listedTemplates, [model]: template });
    this.changed.fire();
  }

  /** All that can run models, with what is known of it. */
  get places(): readonly PlaceState[] {
    return this.knownPlaces().map((place) => this.states.get(nameOf(place)) ?? { place, models: [] });
  }

  /** @throws GenerationError in a workspace that is not trusted, or where an address is none. */
  backendOf({ backend, server }: Pick<ModelChoice, 'backend' | 'server'>): Backend {
    if (this.unavailable !== undefined) throw new GenerationError('notInstalled', this.unavailable);
    const name = nameOf({ backend, server });
    const options = this.optionsOf(backend, server);
    const madeWith = JSON.stringify(options);
    const present = this.backends.get(name);
    if (present?.madeWith === madeWith) return present.backend;
    void present?.backend.close();
    const made = openBackend(backend, options);
    this.backends.set(name, { madeWith, backend: made });
    return made;
  }

  get templates(): UserTemplates {
    return userTemplates().templates;
  }

  /** Looks at all places for models and their states; what cannot be reached says so in its state. */
  refresh(): Promise<void> {
    if (this.unavailable !== undefined || this.isDisposed) return Promise.resolve();
    this.looking ??= this.keys.ready
      .then(() => Promise.all(this.knownPlaces().map((place) => this.look(place))))
      .then(() => undefined)
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  dispose(): void {
    this.isDisposed = true;
    this.closing.fire();
    for (const subscription of this.subscriptions) subscription.dispose();
    this.changed.dispose();
    this.closing.dispose();
    for (const { backend } of this.backends.values()) void backend.close();
  }

  private async look(place: ModelPlace): Promise<void> {
    const name = nameOf(place);
    let state: PlaceState;
    try {
      const signal = AbortSignal.timeout(LONGEST_LOOK);
      const backend = this.backendOf(place);
      const [status, models] = await Promise.all([backend.status(signal), backend.models(signal)]);
      state = { place, status, models };
    } catch (error) {
      const { name, message } = error as Error;
      state = { place, models: [], error: name === 'TimeoutError' ? `${place.label} does not answer.` : message };
    }
    if (this.isDisposed || JSON.stringify(this.states.get(name)) === JSON.stringify(state)) return;
    this.states.set(name, state);
    this.changed.fire();
  }

  /** llama.cpp here is a place only where a model is set for it: otherwise there is nothing that it could run. */
  private knownPlaces(): ModelPlace[] {
    const { choices } = this;
    const servers = openAiServers().entries;
    const others = choices.flatMap(({ backend, server }) =>
      backend === 'openai' && server !== undefined && servers.every(({ url }) => url !== server) ? [server] : [],
    );
    return [
      { backend: 'ollama', label: 'Ollama' },
      ...(choices.some(({ backend }) => backend === 'embedded') ? [{ backend: 'embedded', label: 'llama.cpp' } as const] : []),
      ...servers.map(({ name, url }) => ({ backend: 'openai', server: url, label: name }) as const),
      ...[...new Set(others)].map((server) => ({ backend: 'openai', server, label: server.replace(/^https?:\/\//, '') }) as const),
    ];
  }

  private optionsOf(backend: BackendName, server: string | undefined): BackendOptions {
    const { programs } = this;
    switch (backend) {
      case 'ollama':
        return { programs, host: ollamaHost() };
      case 'embedded':
        return { programs, llama: llamaFolder(), gpu: usesGpu() ? 'auto' : 'off' };
      case 'openai': {
        if (server === undefined) throw new Error('No server is named: the setting paddock.generation.openai.servers has its address.');
        const { keyVariable } = openAiServers().entries.find(({ url }) => url === server) ?? {};
        return { programs, host: server, key: this.keys.get(server, keyVariable) };
      }
    }
  }

  /** Whether the Ollama server has said that it has no such model; nothing is known before it has been looked at. */
  private isGone(model: string): boolean {
    const { status, models = [] } = this.states.get('ollama') ?? {};
    return status !== undefined && models.every((other) => !isSameModel(other.model, model));
  }

  /** By the names of models that only the server lists: those that the user has chosen. */
  private get listedTemplates(): Readonly<Record<string, string>> {
    return this.globalState.get<Record<string, string>>(TEMPLATES, {});
  }

  private listedChoice(model: string): ModelChoice {
    const template = this.listedTemplates[model] ?? 'model';
    return { name: model, backend: 'ollama', model, adapters: [], template, parameters: DEFAULT_PARAMETERS };
  }
}

function nameOf({ backend, server }: Pick<ModelChoice, 'backend' | 'server'>): string {
  return server === undefined ? backend : `${backend} ${server}`;
}
