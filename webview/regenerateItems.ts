import type { PageCommand } from '../src/protocol/fromWebview';
import type { GenerationState } from '../src/protocol/toWebview';
import type { MenuGroup } from './actionMenu';
import { post } from './host';
import { IS_MAC } from './keys';

/** What buttons and menus say of regenerating. */

const REGENERATE_KEYS = IS_MAC ? '⌘⌥R' : 'Ctrl+Alt+R';

/** "Regenerate with Llama (Ctrl+Alt+R)", or why it cannot be done. */
export function regenerateTitle({ unavailable, model }: GenerationState): string {
  if (unavailable) return unavailable;
  return model ? `Regenerate with ${model.name} (${REGENERATE_KEYS})` : `Choose a model and regenerate (${REGENERATE_KEYS})`;
}

/** @param isEmpty the dataset has no records. */
export function regenerateMenu({ model, queue }: GenerationState, isEmpty: boolean): MenuGroup[] {
  const item = (label: string, command: PageCommand, isDisabled = false) => ({
    label,
    isDisabled,
    run: () => post({ type: 'command', command }),
  });
  return [
    {
      items: [
        { ...item('Regenerate Response', 'regenerate', isEmpty), shortcut: REGENERATE_KEYS },
        item('Regenerate Flagged…', 'regenerateFlagged', isEmpty),
        item('Compare Adapters…', 'compareAdapters', isEmpty),
      ],
    },
    { items: [item('Show Candidates to Review', 'showCandidates', !queue)] },
    { items: [item(model ? `Model: ${model.name}…` : 'Select Model…', 'selectModel')] },
  ];
}
