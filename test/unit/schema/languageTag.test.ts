import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromModelLabel,
  isLanguageLabel,
  isNoLanguage,
  languageName,
  parseLanguage,
  usesScript,
  withoutRegion,
} from '../../../src/schema/languageTag';

/** The labels of fastText's lid.176 model. */
const LID_176 = (
  'af als am an ar arz as ast av az azb ba bar bcl be bg bh bn bo bpy br bs bxr ca cbk ce ceb ckb co cs cv cy ' +
  'da de diq dsb dty dv el eml en eo es et eu fa fi fr frr fy ga gd gl gn gom gu gv he hi hif hr hsb ht hu hy ' +
  'ia id ie ilo io is it ja jbo jv ka kk km kn ko krc ku kv kw ky la lb lez li lmo lo lrc lt lv mai mg mhr min ' +
  'mk ml mn mr mrj ms mt mwl my myv mzn nah nap nds ne new nl nn no oc or os pa pam pfl pl pms pnb ps pt qu rm ' +
  'ro ru rue sa sah sc scn sco sd sh si sk sl so sq sr su sv sw ta te tg th tk tl tr tt tyv ug uk ur uz vec vep ' +
  'vi vls vo wa war wuu xal xmf yi yo yue zh'
).split(' ');

/** FLORES-200: English names and codes, as NLLB's. */
const FLORES_200 = `
Acehnese (Arabic script) | ace_Arab
Acehnese (Latin script) | ace_Latn
Mesopotamian Arabic | acm_Arab
Ta’izzi-Adeni Arabic | acq_Arab
Tunisian Arabic | aeb_Arab
Afrikaans | afr_Latn
South Levantine Arabic | ajp_Arab
Akan | aka_Latn
Amharic | amh_Ethi
North Levantine Arabic | apc_Arab
Modern Standard Arabic | arb_Arab
Modern Standard Arabic (Romanized) | arb_Latn
Najdi Arabic | ars_Arab
Moroccan Arabic | ary_Arab
Egyptian Arabic | arz_Arab
Assamese | asm_Beng
Asturian | ast_Latn
Awadhi | awa_Deva
Central Aymara | ayr_Latn
South Azerbaijani | azb_Arab
North Azerbaijani | azj_Latn
Bashkir | bak_Cyrl
Bambara | bam_Latn
Balinese | ban_Latn
Belarusian | bel_Cyrl
Bemba | bem_Latn
Bengali | ben_Beng
Bhojpuri | bho_Deva
Banjar (Arabic script) | bjn_Arab
Banjar (Latin script) | bjn_Latn
Standard Tibetan | bod_Tibt
Bosnian | bos_Latn
Buginese | bug_Latn
Bulgarian | bul_Cyrl
Catalan | cat_Latn
Cebuano | ceb_Latn
Czech | ces_Latn
Chokwe | cjk_Latn
Central Kurdish | ckb_Arab
Crimean Tatar | crh_Latn
Welsh | cym_Latn
Danish | dan_Latn
German | deu_Latn
Southwestern Dinka | dik_Latn
Dyula | dyu_Latn
Dzongkha | dzo_Tibt
Greek | ell_Grek
English | eng_Latn
Esperanto | epo_Latn
Estonian | est_Latn
Basque | eus_Latn
Ewe | ewe_Latn
Faroese | fao_Latn
Fijian | fij_Latn
Finnish | fin_Latn
Fon | fon_Latn
French | fra_Latn
Friulian | fur_Latn
Nigerian Fulfulde | fuv_Latn
Scottish Gaelic | gla_Latn
Irish | gle_Latn
Galician | glg_Latn
Guarani | grn_Latn
Gujarati | guj_Gujr
Haitian Creole | hat_Latn
Hausa | hau_Latn
Hebrew | heb_Hebr
Hindi | hin_Deva
Chhattisgarhi | hne_Deva
Croatian | hrv_Latn
Hungarian | hun_Latn
Armenian | hye_Armn
Igbo | ibo_Latn
Ilocano | ilo_Latn
Indonesian | ind_Latn
Icelandic | isl_Latn
Italian | ita_Latn
Javanese | jav_Latn
Japanese | jpn_Jpan
Kabyle | kab_Latn
Jingpho | kac_Latn
Kamba | kam_Latn
Kannada | kan_Knda
Kashmiri (Arabic script) | kas_Arab
Kashmiri (Devanagari script) | kas_Deva
Georgian | kat_Geor
Central Kanuri (Arabic script) | knc_Arab
Central Kanuri (Latin script) | knc_Latn
Kazakh | kaz_Cyrl
Kabiyè | kbp_Latn
Kabuverdianu | kea_Latn
Khmer | khm_Khmr
Kikuyu | kik_Latn
Kinyarwanda | kin_Latn
Kyrgyz | kir_Cyrl
Kimbundu | kmb_Latn
Northern Kurdish | kmr_Latn
Kikongo | kon_Latn
Korean | kor_Hang
Lao | lao_Laoo
Ligurian | lij_Latn
Limburgish | lim_Latn
Lingala | lin_Latn
Lithuanian | lit_Latn
Lombard | lmo_Latn
Latgalian | ltg_Latn
Luxembourgish | ltz_Latn
Luba-Kasai | lua_Latn
Ganda | lug_Latn
Luo | luo_Latn
Mizo | lus_Latn
Standard Latvian | lvs_Latn
Magahi | mag_Deva
Maithili | mai_Deva
Malayalam | mal_Mlym
Marathi | mar_Deva
Minangkabau (Arabic script) | min_Arab
Minangkabau (Latin script) | min_Latn
Macedonian | mkd_Cyrl
Plateau Malagasy | plt_Latn
Maltese | mlt_Latn
Meitei (Bengali script) | mni_Beng
Halh Mongolian | khk_Cyrl
Mossi | mos_Latn
Maori | mri_Latn
Burmese | mya_Mymr
Dutch | nld_Latn
Norwegian Nynorsk | nno_Latn
Norwegian Bokmål | nob_Latn
Nepali | npi_Deva
Northern Sotho | nso_Latn
Nuer | nus_Latn
Nyanja | nya_Latn
Occitan | oci_Latn
West Central Oromo | gaz_Latn
Odia | ory_Orya
Pangasinan | pag_Latn
Eastern Panjabi | pan_Guru
Papiamento | pap_Latn
Western Persian | pes_Arab
Polish | pol_Latn
Portuguese | por_Latn
Dari | prs_Arab
Southern Pashto | pbt_Arab
Ayacucho Quechua | quy_Latn
Romanian | ron_Latn
Rundi | run_Latn
Russian | rus_Cyrl
Sango | sag_Latn
Sanskrit | san_Deva
Santali | sat_Olck
Sicilian | scn_Latn
Shan | shn_Mymr
Sinhala | sin_Sinh
Slovak | slk_Latn
Slovenian | slv_Latn
Samoan | smo_Latn
Shona | sna_Latn
Sindhi | snd_Arab
Somali | som_Latn
Southern Sotho | sot_Latn
Spanish | spa_Latn
Tosk Albanian | als_Latn
Sardinian | srd_Latn
Serbian | srp_Cyrl
Swati | ssw_Latn
Sundanese | sun_Latn
Swedish | swe_Latn
Swahili | swh_Latn
Silesian | szl_Latn
Tamil | tam_Taml
Tatar | tat_Cyrl
Telugu | tel_Telu
Tajik | tgk_Cyrl
Tagalog | tgl_Latn
Thai | tha_Thai
Tigrinya | tir_Ethi
Tamasheq (Latin script) | taq_Latn
Tamasheq (Tifinagh script) | taq_Tfng
Tok Pisin | tpi_Latn
Tswana | tsn_Latn
Tsonga | tso_Latn
Turkmen | tuk_Latn
Tumbuka | tum_Latn
Turkish | tur_Latn
Twi | twi_Latn
Central Atlas Tamazight | tzm_Tfng
Uyghur | uig_Arab
Ukrainian | ukr_Cyrl
Umbundu | umb_Latn
Urdu | urd_Arab
Northern Uzbek | uzn_Latn
Venetian | vec_Latn
Vietnamese | vie_Latn
Waray | war_Latn
Wolof | wol_Latn
Xhosa | xho_Latn
Eastern Yiddish | ydd_Hebr
Yoruba | yor_Latn
Yue Chinese | yue_Hant
Chinese (Simplified) | zho_Hans
Chinese (Traditional) | zho_Hant
Standard Malay | zsm_Latn
Zulu | zul_Latn
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | '));

/** The 52 languages of Bactrian-X. */
const BACTRIAN_X = (
  'af ar az bn cs de en es et fa fi fr gl gu he hi hr id it ja ka kk km ko lt lv mk ml mn mr my ne nl pl ps pt ro ru si sl ' +
  'sv sw ta te th tl tr uk ur vi xh zh'
).split(' ');

describe('parseLanguage', () => {
  it.each([
    ['de', 'de'],
    ['deu', 'de'],
    ['ger', 'de'],
    ['deu_Latn', 'de'],
    ['DE', 'de'],
    ['German', 'de'],
    ['GERMAN', 'de'],
    ['Deutsch', 'de'],
    [' de ', 'de'],
    ['de-AT', 'de-AT'],
    ['de_DE.UTF-8', 'de-DE'],
    ['zh', 'zh'],
    ['zho', 'zh'],
    ['chi', 'zh'],
    ['cmn', 'zh'],
    ['zho_Hans', 'zh'],
    ['zh-CN', 'zh'],
    ['zh_cn', 'zh'],
    ['zh-Hans-CN', 'zh'],
    ['Chinese', 'zh'],
    ['Mandarin', 'zh'],
    ['Simplified Chinese', 'zh'],
    ['cmn_Hani', 'zh'],
    ['Chinese (Simplified)', 'zh'],
    ['中文', 'zh'],
    ['简体中文', 'zh'],
    ['zho_Hant', 'zh-Hant'],
    ['zh-TW', 'zh-Hant'],
    ['zh-tw', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-Hant-TW', 'zh-Hant'],
    ['Chinese (Traditional)', 'zh-Hant'],
    ['Traditional Chinese', 'zh-Hant'],
    ['pt-BR', 'pt-BR'],
    ['pt_BR', 'pt-BR'],
    ['pt-br', 'pt-BR'],
    ['Brazilian Portuguese', 'pt-BR'],
    ['Portuguese (Brazil)', 'pt-BR'],
    ['Portuguese', 'pt'],
    ['arb', 'ar'],
    ['arb_Arab', 'ar'],
    ['Standard Arabic', 'ar'],
    ['العربية', 'ar'],
    ['arb_Latn', 'ar-Latn'],
    ['pes', 'fa'],
    ['Farsi', 'fa'],
    ['Iranian Persian', 'fa'],
    ['prs', 'prs'],
    ['Dari', 'prs'],
    ['npi', 'ne'],
    ['ory', 'or'],
    ['swh', 'sw'],
    ['azj', 'az'],
    ['uzn', 'uz'],
    ['khk', 'mn'],
    ['lvs', 'lv'],
    ['als', 'sq'],
    ['zsm', 'ms'],
    ['pbt', 'ps'],
    ['plt', 'mg'],
    ['ydd', 'yi'],
    ['gaz', 'om'],
    ['ekk', 'et'],
    ['nob', 'nb'],
    ['nno', 'nn'],
    ['srp_Cyrl', 'sr'],
    ['srp_Latn', 'sr-Latn'],
    ['sr-Latn-RS', 'sr-Latn-RS'],
    ['hbs', 'sh'],
    ['sh', 'sh'],
    ['tgl', 'tl'],
    ['fil', 'tl'],
    ['Filipino', 'tl'],
    ['Tagalog', 'tl'],
    ['iw', 'he'],
    ['in', 'id'],
    ['ji', 'yi'],
    ['mo', 'ro'],
    ['fre', 'fr'],
    ['dut', 'nl'],
    ['gre', 'el'],
    ['per', 'fa'],
    ['rum', 'ro'],
    ['slo', 'sk'],
    ['wel', 'cy'],
    ['arm', 'hy'],
    ['日本語', 'ja'],
    ['한국어', 'ko'],
    ['français', 'fr'],
    ['Francais', 'fr'],
    ['ESPAÑOL', 'es'],
    ['русский', 'ru'],
    ['Norwegian Bokmål', 'nb'],
    ['Norwegian Bokmal', 'nb'],
    ['Ta’izzi-Adeni Arabic', 'acq'],
    ["Ta'izzi-Adeni Arabic", 'acq'],
    ['Kashmiri (Devanagari script)', 'ks-Deva'],
    ['lua_Latn', 'lua'],
    ['yue', 'yue'],
    ['kor_Hang', 'ko'],
    ['en-IN', 'en-IN'],
  ])('reads %s as %s', (text, tag) => {
    expect(parseLanguage(text)).toBe(tag);
  });

  it.each([
    '',
    ' ',
    'python',
    'code',
    'unknown',
    'und',
    'mul',
    'mis',
    'zxx',
    'multilingual',
    'multi',
    'mixed',
    'other',
    'none',
    'null',
    'nan',
    'N/A',
    'sql',
    'bash',
    'javascript',
    'java',
    'c',
    'c++',
    'C#',
    'go',
    'rust',
    'lua',
    'php',
    'css',
    'cpp',
    'json',
    'en-fi',
    'de-en',
    'en,de',
    'en|de',
    'xx',
    'qqq',
    'eng_Code',
    'language',
    'script',
    'text',
    'raw',
    'true',
    '1',
    'English and German',
    'constructor',
    '__proto__',
    'toString',
    'a'.repeat(1_000),
    'de'.repeat(20),
    '\n',
    '()',
    'Latin script',
  ])('does not take %j for a language', (text) => {
    expect(parseLanguage(text)).toBeUndefined();
  });

  it('never throws, and gives tags that stand for themselves', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[a-zA-Z]{2,3}([-_][a-zA-Z]{2,4}){0,2}$/),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const tag = parseLanguage(text);
        if (tag === undefined) return;
        expect(parseLanguage(tag)).toBe(tag);
        expect(Intl.getCanonicalLocales(tag)).toHaveLength(1);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads every code and every name of FLORES-200, to the same language', () => {
    for (const [name, code] of FLORES_200) {
      const tag = parseLanguage(code);
      expect([code, tag]).toEqual([code, expect.any(String)]);
      // Bare `lua` is the programming language.
      if (tag !== 'lua') expect([tag, parseLanguage(tag!)]).toEqual([tag, tag]);
      // FLORES tells scripts apart in a language's name that the language may not need.
      expect([name, parseLanguage(name)]).toEqual([name, tag]);
    }
    expect(FLORES_200).toHaveLength(204);
  });
});

describe('fromModelLabel', () => {
  it('gives the canonical tag for every label of lid.176', () => {
    expect(LID_176).toHaveLength(176);
    const tags = LID_176.map(fromModelLabel);
    for (const tag of tags) expect([tag, parseLanguage(tag)]).toEqual([tag, tag]);
    expect(new Set(tags).size).toBe(176);
    const changed = LID_176.filter((label) => fromModelLabel(label) !== label);
    expect(changed).toEqual(['als']);
  });

  it('gives for labels with a script what a dataset would state', () => {
    for (const [, code] of FLORES_200) expect([code, fromModelLabel(code)]).toEqual([code, parseLanguage(code)]);
  });

  it('knows the oddities', () => {
    expect(fromModelLabel('als')).toBe('gsw');
    expect(fromModelLabel('als_Latn')).toBe('sq');
    expect(fromModelLabel('__label__deu_Latn')).toBe('de');
    expect(fromModelLabel('no')).toBe('no');
    expect(fromModelLabel('sh')).toBe('sh');
    expect(fromModelLabel('acu_Latn')).toBe('acu-Latn');
  });

  it.each([
    // Of OpenLID, OpenLID-v2 and NLLB's, where a language stands under one of its members.
    ['arb_Arab', 'ar'], ['swh_Latn', 'sw'], ['npi_Deva', 'ne'], ['pbt_Arab', 'ps'], ['zsm_Latn', 'ms'], ['lvs_Latn', 'lv'],
    ['ekk_Latn', 'et'], ['est_Latn', 'et'], ['azj_Latn', 'az'], ['khk_Cyrl', 'mn'], ['cmn_Hans', 'zh'], ['cmn_Hant', 'zh-Hant'],
    ['zho_Hans', 'zh'], ['zho_Hant', 'zh-Hant'], ['yue_Hant', 'yue'], ['pes_Arab', 'fa'], ['prs_Arab', 'prs'], ['kmr_Latn', 'ku'],
    ['uzn_Latn', 'uz'], ['als_Latn', 'sq'], ['nob_Latn', 'nb'], ['ory_Orya', 'or'], ['gaz_Latn', 'om'], ['plt_Latn', 'mg'],
    ['ydd_Hebr', 'yi'], ['fil_Latn', 'tl'], ['ayr_Latn', 'ay'], ['quy_Latn', 'qu'], ['srp_Cyrl', 'sr'], ['fuv_Latn', 'ff'],
    ['arb_Latn', 'ar-Latn'], ['kas_Deva', 'ks-Deva'], ['hin_Latn', 'hi-Latn'],
    // Of GlotLID, which has some 2,000.
    ['cmn_Hani', 'zh'], ['yue_Hani', 'yue'], ['wuu_Hani', 'wuu'], ['lzh_Hani', 'lzh'], ['jpn_Jpan', 'ja'], ['kor_Hang', 'ko'],
    ['fas_Arab', 'fa'], ['hbs_Latn', 'sh'], ['srp_Latn', 'sr-Latn'], ['uzn_Cyrl', 'uz-Cyrl'], ['uzs_Arab', 'uz-Arab'],
    ['azb_Arab', 'azb'], ['quh_Latn', 'qu'], ['qvw_Latn', 'qu'], ['hae_Latn', 'om'], ['bzc_Latn', 'mg'], ['ayc_Latn', 'ay'],
    ['mvf_Mong', 'mn-Mong'], ['meo_Latn', 'ms'], ['gug_Latn', 'gn'], ['kpv_Cyrl', 'kv'], ['pan_Guru', 'pa'], ['pnb_Arab', 'pnb'],
    ['aai_Latn', 'aai-Latn'], ['rus_Latn', 'ru-Latn'], ['und_Latn', 'und-Latn'], ['zxx_Zzzz', 'zxx-Zzzz'],
    // Of people's own models.
    ['de', 'de'], ['deu', 'de'], ['ger', 'de'], ['est', 'et'], ['nob', 'nb'], ['pt-BR', 'pt-BR'], ['pt_BR', 'pt-BR'], ['zh_TW', 'zh-Hant'],
    ['zh-Hans', 'zh'], ['ZH', 'zh'], ['DE', 'de'], ['iw', 'he'], ['german', 'de'], ['Chinese_Traditional', 'zh-Hant'],
  ])('%s is %s, with the prefix of labels or without', (label, tag) => {
    expect(fromModelLabel(label)).toBe(tag);
    expect(fromModelLabel(`__label__${label}`)).toBe(tag);
  });

  it('covers the languages of Bactrian-X one to one', () => {
    expect(BACTRIAN_X).toHaveLength(52);
    for (const code of BACTRIAN_X) {
      expect(parseLanguage(code)).toBe(code);
      expect(parseLanguage(languageName(code, 'en'))).toBe(code);
    }
  });
});

describe('isLanguageLabel', () => {
  it('tells labels of languages from others', () => {
    for (const label of [...LID_176, 'deu_Latn', '__label__arb_Arab', 'aai_Latn', 'pt-BR', '__label__english']) {
      expect(isLanguageLabel(label), label).toBe(true);
    }
    for (const label of ['positive', '__label__spam', 'und_Latn', 'zxx_Zzzz', 'mul_Latn', '', '__label__', 'x', 'sport_news', '5']) {
      expect(isLanguageLabel(label), label).toBe(false);
    }
  });

  it('knows what stands for no language', () => {
    expect(['und-Latn', 'zxx-Zzzz', 'mul', 'mis'].every(isNoLanguage)).toBe(true);
    expect(['de', 'mus', 'zh-Hant', 'aai-Latn'].some(isNoLanguage)).toBe(false);
  });
});

describe('languageName', () => {
  it('is in the language of the locale', () => {
    expect(languageName('de', 'en')).toBe('German');
    expect(languageName('de', 'fr')).toBe('allemand');
    expect(languageName('zh-Hant', 'en')).toBe('Chinese (Traditional)');
    expect(languageName('pt-BR', 'en')).toBe('Portuguese (Brazil)');
  });

  it('is the language, not the one that CLDR folds it into', () => {
    expect(languageName('sh', 'en')).toBe('Serbo-Croatian');
    expect(languageName('tl', 'en')).toBe('Tagalog');
    expect(languageName('eml', 'en')).toBe('Emiliano-Romagnolo');
  });

  it('falls back to the tag, and to English for an unknown locale', () => {
    expect(languageName('xx', 'en')).toBe('xx');
    expect(languageName('not a tag', 'en')).toBe('not a tag');
    expect(languageName('de', 'not a locale')).toBe('German');
  });

  it('is known for every language that lid.176 tells apart', () => {
    for (const label of LID_176) expect(languageName(fromModelLabel(label), 'en')).not.toBe(fromModelLabel(label));
  });
});

describe('usesScript', () => {
  it('is the stated script or the usual one', () => {
    const scripts = ['de', 'zh', 'zh-Hant', 'ja', 'ko', 'sr', 'sr-Latn', 'hi', 'ur', 'yue', 'pt-BR', 'xx'].map(
      usesScript,
    );
    expect(scripts).toEqual([
      'Latn',
      'Hans',
      'Hant',
      'Jpan',
      'Kore',
      'Cyrl',
      'Latn',
      'Deva',
      'Arab',
      'Hant',
      'Latn',
      undefined,
    ]);
  });
});

describe('withoutRegion', () => {
  it('leaves language and script', () => {
    expect(['pt-BR', 'de', 'zh-Hant', 'sr-Latn-RS', 'es-419'].map(withoutRegion)).toEqual([
      'pt',
      'de',
      'zh-Hant',
      'sr-Latn',
      'es',
    ]);
  });
});
