import type { LanguageTag } from '../../../schema/schema';
import { baseLanguage } from '../equivalence';
import { SCRIPTS, scriptOfUnit, scriptsOf } from '../scripts';

/** What a UTF-16 unit is to a language; 0 for what is no letter. */
export const NATIVE = 1;
/** A Latin letter, where the language is not written with them. */
export const LATIN_LETTER = 2;
/** A letter of any other script. */
export const FOREIGN = 4;

/** Characters of simplified Chinese that Japanese has in another form, or not at all. */
const ONLY_CHINESE =
  '这们么说为时对过发现问间开动还进经给话觉让认该应关实业产电车东门长见页风飞鱼龙书买卖读谁请语词试许论设证评识谢谈调课钱银错铁钟级红纪约纯纸线组细终' +
  '结统继续维绿编众优伤传伟侧储养兴军农净减击创务劳势华单卫历压县变启员响团园围图场块坚报处备复头奖妈孙审宽导层岁币帮带师庆库张归录彻态总' +
  '恶战戏扩扬护择换显术权极构标树样检欢汉汤沟泽洁测济浓满灵灾炼热爱环畅疗盐监盘确础种稳穷竞笔签简类紧';
/** The same, and characters of everyday Chinese that Japanese does without. */
export const ONLY_CHINESE_CHARACTERS = new RegExp(`[${ONLY_CHINESE}你您她它哪吗呢吧啊很没這們嗎麼沒]`);

const byLanguage = new Map<LanguageTag, Uint8Array | undefined>();

/** What each UTF-16 unit is to a language; `undefined` where its scripts are not known. */
export function unitKinds(tag: LanguageTag): Uint8Array | undefined {
  const language = baseLanguage(tag);
  if (!byLanguage.has(language)) byLanguage.set(language, kindsFor(language));
  return byLanguage.get(language);
}

function kindsFor(language: LanguageTag): Uint8Array | undefined {
  // Korean may be written with Han, but is no more.
  const scripts = scriptsOf(language).filter((script) => script !== 'Hani' || language !== 'ko');
  if (scripts.length === 0) return undefined;
  const ofScript = SCRIPTS.map((script) => {
    if (script === 'Zyyy') return 0;
    return scripts.includes(script) ? NATIVE : script === 'Latn' ? LATIN_LETTER : FOREIGN;
  });
  const kinds = new Uint8Array(0x10000);
  for (let unit = 0; unit < kinds.length; unit++) kinds[unit] = ofScript[scriptOfUnit(unit)];
  if (language === 'ja') for (const character of ONLY_CHINESE) kinds[character.charCodeAt(0)] = FOREIGN;
  return kinds;
}
