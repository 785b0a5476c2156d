// The languages Amazon Transcribe knows, by its own codes (service model of September 2026: 117 batch, 99 also streamed).
// A table for choosing and warning, never for refusing: a code we do not know is the service's to judge.

/** A language as the service names it. */
export interface Language {
  /** The service's code: "en-US". */
  readonly code: string;
  /** English name with the variety in brackets where there are several. */
  readonly name: string;
  /** Whether live streams take it. */
  readonly live: boolean;
  /** Whether it can be found among several languages of one recording. */
  readonly several: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  'ab-GE': 'Abkhaz',
  'af-ZA': 'Afrikaans',
  'am-ET': 'Amharic',
  'ar-AE': 'Arabic (Gulf)',
  'ar-SA': 'Arabic (Modern Standard)',
  'ast-ES': 'Asturian',
  'az-AZ': 'Azerbaijani',
  'ba-RU': 'Bashkir',
  'be-BY': 'Belarusian',
  'bg-BG': 'Bulgarian',
  'bn-IN': 'Bengali',
  'bs-BA': 'Bosnian',
  'ca-ES': 'Catalan',
  'ckb-IQ': 'Kurdish, Central (Iraq)',
  'ckb-IR': 'Kurdish, Central (Iran)',
  'cs-CZ': 'Czech',
  'cy-GB': 'Welsh (Great Britain)',
  'cy-WL': 'Welsh',
  'da-DK': 'Danish',
  'de-CH': 'German (Switzerland)',
  'de-DE': 'German',
  'el-GR': 'Greek',
  'en-AB': 'English (Scotland)',
  'en-AU': 'English (Australia)',
  'en-GB': 'English (Britain)',
  'en-IE': 'English (Ireland)',
  'en-IN': 'English (India)',
  'en-NZ': 'English (New Zealand)',
  'en-US': 'English (United States)',
  'en-WL': 'English (Wales)',
  'en-ZA': 'English (South Africa)',
  'es-ES': 'Spanish (Spain)',
  'es-MX': 'Spanish (Mexico)',
  'es-US': 'Spanish (United States)',
  'et-EE': 'Estonian (Estonia)',
  'et-ET': 'Estonian',
  'eu-ES': 'Basque',
  'fa-AF': 'Dari',
  'fa-IR': 'Persian',
  'fi-FI': 'Finnish',
  'fr-CA': 'French (Canada)',
  'fr-FR': 'French',
  'ga-IE': 'Irish',
  'gd-GB': 'Scottish Gaelic',
  'gl-ES': 'Galician',
  'gu-IN': 'Gujarati',
  'ha-NG': 'Hausa',
  'he-IL': 'Hebrew',
  'hi-IN': 'Hindi',
  'hr-HR': 'Croatian',
  'ht-HT': 'Haitian Creole',
  'hu-HU': 'Hungarian',
  'hy-AM': 'Armenian',
  'id-ID': 'Indonesian',
  'is-IS': 'Icelandic',
  'it-IT': 'Italian',
  'ja-JP': 'Japanese',
  'jv-ID': 'Javanese',
  'ka-GE': 'Georgian',
  'kab-DZ': 'Kabyle',
  'kk-KZ': 'Kazakh',
  'km-KH': 'Khmer',
  'kn-IN': 'Kannada',
  'ko-KR': 'Korean',
  'ky-KG': 'Kyrgyz',
  'lg-IN': 'Luganda',
  'lt-LT': 'Lithuanian',
  'lv-LV': 'Latvian',
  'mhr-RU': 'Meadow Mari',
  'mi-NZ': 'Māori',
  'mk-MK': 'Macedonian',
  'ml-IN': 'Malayalam',
  'mn-MN': 'Mongolian',
  'mr-IN': 'Marathi',
  'ms-MY': 'Malay',
  'mt-MT': 'Maltese',
  'my-MM': 'Burmese',
  'ne-NP': 'Nepali',
  'nl-NL': 'Dutch',
  'no-NO': 'Norwegian Bokmål',
  'or-IN': 'Odia',
  'pa-IN': 'Punjabi',
  'pl-PL': 'Polish',
  'ps-AF': 'Pashto',
  'pt-BR': 'Portuguese (Brazil)',
  'pt-PT': 'Portuguese (Portugal)',
  'ro-RO': 'Romanian',
  'ru-RU': 'Russian',
  'rw-RW': 'Kinyarwanda',
  'si-LK': 'Sinhala',
  'sk-SK': 'Slovak',
  'sl-SI': 'Slovenian',
  'so-SO': 'Somali',
  'sq-AL': 'Albanian',
  'sr-RS': 'Serbian',
  'su-ID': 'Sundanese',
  'sv-SE': 'Swedish',
  'sw-BI': 'Swahili (Burundi)',
  'sw-KE': 'Swahili (Kenya)',
  'sw-RW': 'Swahili (Rwanda)',
  'sw-TZ': 'Swahili (Tanzania)',
  'sw-UG': 'Swahili (Uganda)',
  'ta-IN': 'Tamil',
  'te-IN': 'Telugu',
  'th-TH': 'Thai',
  'tl-PH': 'Tagalog',
  'tr-TR': 'Turkish',
  'tt-RU': 'Tatar',
  'ug-CN': 'Uyghur',
  'uk-UA': 'Ukrainian',
  'uz-UZ': 'Uzbek',
  'vi-VN': 'Vietnamese',
  'wo-SN': 'Wolof',
  'zh-CN': 'Chinese (Mandarin, simplified)',
  'zh-HK': 'Chinese (Cantonese)',
  'zh-TW': 'Chinese (Mandarin, traditional)',
  'zu-ZA': 'Zulu',
};

/** Batch jobs only: no live stream takes these. */
const NOT_LIVE = new Set('ab-GE ast-ES az-AZ ba-RU cy-GB et-EE ga-IE gd-GB ha-NG ky-KG mhr-RU mi-NZ mn-MN mt-MT rw-RW tt-RU ug-CN wo-SN'.split(' '));

/** Found among several languages of one recording (developer guide of 2026). */
const SEVERAL = new Set(
  (
    'en-AB en-AU en-GB en-IE en-IN en-NZ en-US en-WL en-ZA es-ES es-US fr-FR fr-CA de-DE de-CH pt-BR pt-PT zh-CN zh-TW ' +
    'af-ZA ar-AE da-DK fa-IR he-IL hi-IN id-ID it-IT ja-JP ko-KR ms-MY nl-NL ru-RU ta-IN te-IN th-TH tr-TR'
  ).split(' '),
);

/** Every language of the table, in the order of their English names. */
export const LANGUAGES: readonly Language[] = Object.entries(NAMES)
  .map(([code, name]) => ({ code, name, live: !NOT_LIVE.has(code), several: SEVERAL.has(code) }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));

const BY_CODE: ReadonlyMap<string, Language> = new Map(LANGUAGES.map((language) => [language.code, language]));

/** The language of a code, or null when the table does not know it. */
export function languageOrNull(code: string): Language | null {
  return BY_CODE.get(code) ?? null;
}

/** What the platform calls languages that are not in the table: files and films name theirs in other ways ("en", "eng", "sr-Latn"). */
const OTHERS = new Intl.DisplayNames('en', { type: 'language', fallback: 'none', languageDisplay: 'standard' });

/** English name of a code, of the service or of BCP 47; a code nobody knows is its own name. */
export function languageName(code: string): string {
  return BY_CODE.get(code)?.name ?? otherName(code) ?? code;
}

function otherName(code: string): string | undefined {
  try {
    return OTHERS.of(code);
  } catch {
    return undefined; // no language tag at all
  }
}

/** What two varieties of one language share: "en" of "en-GB". */
export function dialectRoot(code: string): string {
  const dash = code.indexOf('-');
  return (dash < 0 ? code : code.slice(0, dash)).toLowerCase();
}
