import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';

class SetProperties extends Directive {
  render(_properties: Readonly<Record<string, string>>): unknown {
    return noChange;
  }

  override update(part: ElementPart, [properties]: [Readonly<Record<string, string>>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) style.setProperty(name, value);
    return noChange;
  }
}

/** Sets CSS properties of an element from script: the page's policy forbids style attributes, which `styleMap` writes. */
export const setProperties = directive(SetProperties);
