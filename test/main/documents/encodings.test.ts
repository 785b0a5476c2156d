// Files of words in the encodings of before UTF-8: which one is taken, how sure that is, and what a person may choose among.
import { describe, expect, it } from 'vitest';
import { decodeText, readings } from '../../../src-main/adapters/documents/decode-text.ts';
import { fault } from '../../faults/fault.ts';
import { READ_ENCODINGS, type ReadEncoding } from '../../../src-core/import/text-reading.ts';

/** Bytes of a text in any encoding the platform can decode: the decoder turned around. */
function encoder(encoding: ReadEncoding): (text: string) => Uint8Array {
  const bytes = new Map<string, number[]>();
  const decode = (given: number[]): void => {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(Uint8Array.from(given));
      if ([...text].length === 1 && !bytes.has(text)) bytes.set(text, given);
    } catch {
      // Not every byte or pair is a character.
    }
  };
  for (let first = 0; first < 256; first += 1) decode([first]);
  if (['shift_jis', 'gb18030', 'big5', 'euc-kr'].includes(encoding))
    for (let first = 0x81; first < 0xff; first += 1) for (let second = 0x40; second < 0xff; second += 1) decode([first, second]);
  return (text) =>
    Uint8Array.from(
      [...text].flatMap(
        (character) =>
          bytes.get(character) ??
          (() => {
            throw new Error(`${encoding} has no ${character}`);
          })(),
      ),
    );
}

const srt = (lines: readonly string[]): string =>
  lines.map((line, index) => `${index + 1}\r\n00:00:0${index + 1},000 --> 00:00:0${index + 1},900\r\n${line}\r\n`).join('\r\n');

const SPEECHES: readonly (readonly [ReadEncoding, string, string[]])[] = [
  ['windows-1252', 'French', ['J’ai été très étonné de la façon dont ça s’est passé.', 'Où étiez-vous ? À la fenêtre, à côté du théâtre.']],
  ['windows-1252', 'German', ['Die Tür öffnete sich plötzlich, für alle überraschend.', 'Er größte höflich und ließ sich nieder.']],
  ['windows-1252', 'Spanish', ['¿Dónde está el niño? Mañana será otro día.', 'Él también llegó después, según dicen.']],
  ['windows-1252', 'Portuguese', ['Não há informação; a situação é difícil.', 'Então você também não está lá? São três irmãos.']],
  ['windows-1252', 'Swedish', ['Hon gick över ån för att hämta hjälp åt mår.', 'Det är så här det är, säger hån då på kvällen.']],
  ['windows-1252', 'Icelandic', ['Það er ekki hægt að fara út í þessu veðri.', 'Hún sagði mér frá því í gær, við höfðum aldrei séð það.']],
  ['windows-1250', 'Polish', ['Proszę się nie bać, wszystko będzie dobrze.', 'Gdzieś już to słyszałem, może w zeszłym roku na łące.']],
  ['windows-1250', 'Czech', ['Přišel příliš pozdě, už tady nikdo nebyl.', 'Říkal, že žluťoučký kůň není jeho.']],
  ['windows-1250', 'Hungarian', ['Az őrült nő túl gyorsan fordult, és eltűnt az ködben.', 'Köszönöm szépen, jól vagyok, és ön? Győr felől jött.']],
  ['windows-1251', 'Russian', ['Здравствуйте, меня зовут Анна, я из Москвы.', 'Мы не знали, что делать дальше.']],
  ['windows-1251', 'Ukrainian', ['Доброго дня, мене звати Олена, я із Києва.', 'Ми її не бачили вже цілий рік.']],
  ['koi8-r', 'Russian', ['Здравствуйте, меня зовут Анна, я из Москвы.', 'Мы не знали, что делать дальше.']],
  ['windows-1253', 'Greek', ['Καλημέρα σας, με λένε Μαρία και είμαι από την Αθήνα.', 'Δεν ξέραμε τι να κάνουμε μετά.']],
  ['windows-1254', 'Turkish', ['Bugün hava çok güzel, dışarı çıkalım mı?', 'Şimdi değil, işim var; öğleden sonra görüşürüz.']],
  ['windows-1255', 'Hebrew', ['שלום לכולם, קוראים לי אנה ואני מירושלים.', 'לא ידענו מה לעשות אחרי זה.']],
  ['windows-1256', 'Arabic', ['مرحبا بكم جميعا، اسمي آنا وأنا من القاهرة.', 'لم نكن نعرف ماذا نفعل بعد ذلك.']],
  ['windows-1257', 'Lithuanian', ['Labas vakaras, mano vardas Onutė, aš esu iš Šiaulių.', 'Mes nežinojome, ką daryti toliau, ir grįžome į namus.']],
  ['shift_jis', 'Japanese', ['みなさん、こんにちは。わたしの名前はアンナです。', 'それからどうすればいいのか分かりませんでした。']],
  ['gb18030', 'Simplified Chinese', ['大家好，我的名字是安娜，我是从北京来的。', '我们不知道下一步该怎么做。']],
  ['big5', 'Traditional Chinese', ['大家好，我的名字是安娜，我是從臺北來的。', '我們不知道下一步該怎麼做。']],
  ['euc-kr', 'Korean', ['안녕하세요, 제 이름은 안나이고 서울에서 왔습니다.', '우리는 다음에 무엇을 해야 할지 몰랐습니다.']],
];

describe('A file that does not tell its encoding', () => {
  fault('S9', 'subtitles in thirteen encodings of before UTF-8, in twenty languages', (seen) => {
    for (const [encoding, language, lines] of SPEECHES) {
      const read = decodeText(encoder(encoding)(srt(lines)));
      expect([read?.encoding, read?.text], language).toEqual([encoding, srt(lines)]);
      expect(read?.problems.map(({ code }) => code)).toEqual(['legacy-encoding']);
      expect(read?.problems[0]?.message).toMatch(/read as .+, which its letters make likely\./);
    }
    seen('each is read letter by letter, and the encoding that was taken is told with how sure it is');
  });

  it('is a guess, and said to be one, when it has hardly a letter to go by', () => {
    const read = decodeText(encoder('windows-1252')('1\n00:00:01,000 --> 00:00:02,000\nA café.\n'));
    expect(read?.encoding).toBe('windows-1252');
    expect(read?.problems[0]?.message).toContain('which is a guess');
  });

  it('is offered in every encoding its bytes allow, the one that was taken first, each with lines that tell', () => {
    const bytes = encoder('windows-1251')(srt(SPEECHES[9]?.[2] ?? []));
    const offered = readings(bytes);
    expect(offered[0]).toMatchObject({ encoding: 'windows-1251', certainty: 'likely', lines: SPEECHES[9]?.[2] });
    expect(offered.map(({ encoding }) => encoding)).toEqual(expect.arrayContaining(['windows-1252', 'koi8-r']));
    expect(offered.find(({ encoding }) => encoding === 'windows-1252')?.lines[0]).toMatch(/^Çäðàâñòâóéòå/);
    expect(offered.some(({ encoding }) => encoding === 'utf-8')).toBe(false);
  });

  it('is not offered in any encoding when it is no text', () => {
    expect(readings(new Uint8Array([0x52, 0x49, 0x46, 0x46, 0, 0, 1, 0, 0x57]))).toEqual([]);
  });

  it('is never in doubt where a mark or UTF-8 tells', () => {
    const utf8 = new TextEncoder().encode(srt(['Größe']));
    expect(decodeText(utf8)).toMatchObject({ encoding: 'utf-8', problems: [] });
    expect(readings(utf8)[0]).toMatchObject({ encoding: 'utf-8', certainty: 'certain' });
    const wide = new Uint8Array(new Uint16Array([...'WEBVTT\n\nГость'].map((letter) => letter.charCodeAt(0))).buffer);
    expect(decodeText(wide)).toMatchObject({ encoding: 'utf-16le', problems: [] });
    expect(readings(wide)[0]).toMatchObject({ encoding: 'utf-16le', certainty: 'certain' });
  });

  it('is read as its XML declaration says, which settles it where the bytes bear it out', () => {
    const xml = (name: string): Uint8Array => Buffer.from(`<?xml version="1.0" encoding="${name}"?><tt><p>\u00c9t\u00e9</p></tt>`, 'latin1');
    expect(decodeText(xml('ISO-8859-1'))).toMatchObject({ encoding: 'windows-1252', problems: [] });
    expect(decodeText(xml('windows-1251'))).toMatchObject({ encoding: 'windows-1251', problems: [] });
    expect(readings(xml('iso-8859-1'))[0]).toMatchObject({ encoding: 'windows-1252', certainty: 'certain' });
    for (const name of ['UTF-8', 'UTF-16', 'nonsense']) expect(decodeText(xml(name))?.problems.map(({ code }) => code)).toEqual(['legacy-encoding']);
  });

  it('is read in the encoding somebody chose, whatever its letters say', () => {
    const bytes = encoder('koi8-r')(srt(['Здравствуйте']));
    for (const { id } of READ_ENCODINGS)
      expect(decodeText(bytes, id)).toMatchObject({ encoding: id, problems: [{ code: 'chosen-encoding', severity: 'note' }] });
    expect(decodeText(bytes, 'koi8-r')?.text).toContain('Здравствуйте');
  });
});
