// In which encodings a text of unknown bytes may be read, and how likely each is by the letters that come out. It decodes nothing itself.

/** An encoding files of words are found in, by its WHATWG name, and what people call it. */
export const READ_ENCODINGS = [
  { id: 'utf-8', label: 'UTF-8' },
  { id: 'utf-16le', label: 'UTF-16 LE' },
  { id: 'utf-16be', label: 'UTF-16 BE' },
  { id: 'windows-1252', label: 'Western European (Windows-1252)' },
  { id: 'windows-1250', label: 'Central European (Windows-1250)' },
  { id: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { id: 'koi8-r', label: 'Cyrillic (KOI8-R)' },
  { id: 'windows-1253', label: 'Greek (Windows-1253)' },
  { id: 'windows-1254', label: 'Turkish (Windows-1254)' },
  { id: 'windows-1255', label: 'Hebrew (Windows-1255)' },
  { id: 'windows-1256', label: 'Arabic (Windows-1256)' },
  { id: 'windows-1257', label: 'Baltic (Windows-1257)' },
  { id: 'shift_jis', label: 'Japanese (Shift JIS)' },
  { id: 'gb18030', label: 'Simplified Chinese (GBK)' },
  { id: 'big5', label: 'Traditional Chinese (Big5)' },
  { id: 'euc-kr', label: 'Korean (EUC-KR)' },
] as const;

export type ReadEncoding = (typeof READ_ENCODINGS)[number]['id'];

/** How sure a reading is: a mark or valid UTF-8 settles it, letters make it likely, few letters leave it a guess. */
export type Certainty = 'certain' | 'likely' | 'guess';

/** The same bytes in one encoding, as a person may choose among. */
export interface TextReading {
  readonly encoding: ReadEncoding;
  readonly label: string;
  readonly certainty: Certainty;
  /** The first lines with letters beyond ASCII, else the first lines. */
  readonly lines: readonly string[];
}

/** What people call an encoding. */
export function encodingLabel(id: ReadEncoding): string {
  return READ_ENCODINGS.find((encoding) => encoding.id === id)?.label ?? id;
}

/** The encoding with this name, or null. */
export function readEncodingOrNull(name: string): ReadEncoding | null {
  return READ_ENCODINGS.find(({ id }) => id === name.toLowerCase())?.id ?? null;
}

/** Letters beyond ASCII of a language that was written in a code page: the frequent ones, and all others. */
interface Alphabet {
  readonly frequent: string;
  readonly others: string;
}

const alphabet = (frequent: string, others = ''): Alphabet => ({ frequent, others });

const ALPHABETS: Readonly<Partial<Record<ReadEncoding, readonly Alphabet[]>>> = {
  'windows-1252': [
    alphabet('éèàêç', 'âæëîïôœùûüÿ'),
    alphabet('äöüß'),
    alphabet('áéíóñ', 'úü¿¡'),
    alphabet('ãáéçõ', 'âàêíóôú'),
    alphabet('èàòùé', 'ìî'),
    alphabet('åäöé'),
    alphabet('øåæé', 'òóô'),
    alphabet('áíðúéæ', 'óýþö'),
    alphabet('ëéïö', 'óèü'),
  ],
  'windows-1250': [
    alphabet('ąęłóżś', 'ćńź'),
    alphabet('áíéěřščž', 'ďňóťúůý'),
    alphabet('áíéčšž', 'äďĺľňóôŕťúý'),
    alphabet('áéöóőíü', 'úű'),
    alphabet('ăâîşţ'),
    alphabet('čšžć', 'đ'),
  ],
  'windows-1254': [alphabet('ıışğüçö', 'âîû')],
  'windows-1257': [alphabet('ėšųūįąžč', 'ę'), alphabet('āīēšūņļ', 'čģķž'), alphabet('äõüö', 'šž')],
  'windows-1251': [
    alphabet('оеаинтсрвл', 'бгджзйкмпуфхцчшщъыьэюяё'),
    alphabet('оаніитврес', 'бгґджзйєїклмпуфхцчшщьюя'),
    alphabet('аеиотнсрвј', 'бгдђжзклљмњпћуфхцчџш'),
  ],
  'koi8-r': [alphabet('оеаинтсрвл', 'бгджзйкмпуфхцчшщъыьэюяё')],
  'windows-1253': [alphabet('αοιετσνηυρςόίάέ', 'βγδζθκλμξπφχψωήύώϊϋΐΰ')],
  'windows-1255': [alphabet('יהולארתבשמ', 'גדזחטכךםנןסעפףצץק')],
  'windows-1256': [alphabet('اليمنوترهبك', 'ةأإآؤئءىثجحخدذزسشصضطظعغفقپچژگی')],
};

/** Characters every tenth of a running text is made of. */
const COMMON_SIGNS: Readonly<Partial<Record<ReadEncoding, string>>> = {
  shift_jis: 'のにはをたがでてとしれさあいうるもなっかきこくすせそちつどまみめやよらりろわんーえおけだじばンスルイトラアクリドシレジタフロ',
  gb18030:
    '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长吗什很呢吧',
  big5: '的一是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小麼心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長嗎什很呢吧',
  'euc-kr': '이다는을의에가고하지도은를로서사나기아그인한니것시어대정자리있면해일수러라보게들부제여원장안요우주성당말없때만세무으데전거내습했오구',
};

/** Marks of typography, which stand between words in any language. */
const MARKS = /[\u00a0«»‘’“”„‚…–—•°·§©®™€£¿¡、。，！？：；（）「」『』《》“”]/u;

/** How well a text reads as its encoding's languages: about 1 a letter when it does, below nothing when it does not. */
function likelihood(text: string, encoding: ReadEncoding): { readonly score: number; readonly letters: number } {
  const signs = [...text].filter((sign) => sign > '\u007f');
  if (signs.length === 0) return { score: 0, letters: 0 };
  const common = COMMON_SIGNS[encoding];
  if (common !== undefined) {
    const known = new Set(common);
    const wide = signs.filter((sign) => !MARKS.test(sign));
    const hits = wide.filter((sign) => known.has(sign)).length;
    const strange = wide.filter((sign) => sign === '\ufffd' || /[\p{Co}\p{Cc}\uff61-\uff9f]/u.test(sign)).length;
    // Common signs are a quarter of running text; anything else has a twentieth of them.
    return { score: wide.length === 0 ? 0 : (hits * 4 - strange * 8) / wide.length - 0.2, letters: wide.length * 2 };
  }
  const scores = (ALPHABETS[encoding] ?? []).map((letters) => scoreOf(signs, letters));
  const oddities = text.match(/\p{Ll}\p{Lu}|[\p{L}][\u00a1-\u00bf×÷][\p{L}]|[a-z][\u0370-\u06ff]|[\u0370-\u06ff][a-z]/gu)?.length ?? 0;
  return { score: (Math.max(...scores, -1) - oddities * 2) / signs.length, letters: signs.length };
}

function scoreOf(signs: readonly string[], { frequent, others }: Alphabet): number {
  let score = 0;
  for (const sign of signs) {
    const lower = sign.toLowerCase();
    if (frequent.includes(lower)) score += 1;
    else if (others.includes(lower)) score += 0.5;
    else if (!MARKS.test(sign)) score -= 2;
  }
  return score;
}

/** An encoding a text may have, and how sure that is. */
export interface GuessedEncoding {
  readonly encoding: ReadEncoding;
  readonly certainty: Certainty;
}

/** Letters from which on a good reading is likely rather than a guess. */
const ENOUGH_LETTERS = 6;

/**
 * The encodings of bytes that are neither marked nor UTF-8, the likeliest first. `decode` gives the text a name reads, or null where the
 * bytes are none of it. Western European where nothing tells.
 */
export function guessEncodings(decode: (encoding: ReadEncoding) => string | null): GuessedEncoding[] {
  const candidates = READ_ENCODINGS.map(({ id }) => id).filter((id) => !id.startsWith('utf-'));
  const read = candidates.flatMap((encoding) => {
    const text = decode(encoding);
    return text === null ? [] : [{ encoding, text, ...likelihood(text, encoding) }];
  });
  read.sort((a, b) => b.score - a.score);
  const [best] = read;
  // One that reads the same letters is no other reading.
  const second = read.find(({ text }) => text !== best?.text);
  return read.map(({ encoding, score, letters }) => ({
    encoding,
    certainty: encoding === best?.encoding && letters >= ENOUGH_LETTERS && score > 0.4 && score - (second?.score ?? -1) > 0.1 ? 'likely' : 'guess',
  }));
}
