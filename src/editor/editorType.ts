/** As in package.json: what VS Code knows Paddock's editor by. */
export const EDITOR_TYPE = 'paddock.dataset';
