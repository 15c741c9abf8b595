import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The page's HTML: it holds no data; everything comes by messages. */
export function editorPage(webview: vscode.Webview, programs: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(programs, name)).toString();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" name="csp-nonce" content="${nonce}">
  <title>Paddock</title>
  <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${uri('codicon.css')}">
  <link rel="stylesheet" href="${uri('webview.css')}">
  <script type="module" nonce="${nonce}" src="${uri('webview.js')}"></script>
</head>
<body>
  <paddock-editor role="main"></paddock-editor>
</body>
</html>`;
}
