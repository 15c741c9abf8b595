import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** Everything the scripts install or write besides node_modules and dist; ignored by git, may be deleted at any time. */
export const cache = join(root, '.cache');
