import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';

class GrowingText extends Directive {
  private readonly node = document.createTextNode('');
  private isPlaced = false;

  render(text: string): unknown {
    const { node } = this;
    // What is selected in the text, and where a screen reader is, stays where it is.
    if (text.startsWith(node.data)) node.appendData(text.slice(node.data.length));
    else node.data = text;
    if (this.isPlaced) return noChange;
    this.isPlaced = true;
    return node;
  }
}

/** A text that comes in bit by bit: what is there already is left alone. */
export const growingText = directive(GrowingText);
