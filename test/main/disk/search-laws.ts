// What every Library finds among the words of its transcripts.
import { describe, expect, it } from 'vitest';
import type { Library } from '../../../src-main/ports/library.ts';
import { aChange, aRecording, aTranscript, aTurn } from './library-samples.ts';
import type { LibraryMaker } from './library-maker.ts';

export function searchLaws(maker: LibraryMaker): void {
  describe('search', () => {
    const shelf = (): Library => {
      const library = maker.fresh();
      library.recordings.put(aRecording('old'));
      library.recordings.put(aRecording('new'));
      library.transcripts.replace('old', aTranscript(['In the café we met.', 'Die Straße nach Łódź', '昨日、東京大学へ行きました。', 'ภาษาไทยไม่ยาก']), 'SRT', {
        problems: [],
      });
      library.transcripts.replace('new', aTranscript(['Nothing here', 'The Café noir again, CAFE']), 'SRT', { problems: [] });
      return library;
    };
    const places = (library: Library, words: string): string[] => library.transcripts.search(words, 10).map(({ recording, turn }) => `${recording} ${turn}`);

    it('knows no case and no accents, and lists the newest recording first', () => {
      const library = shelf();
      for (const words of ['cafe', 'CAFÉ', 'cafe\u0301']) expect(places(library, words)).toEqual(['new 1', 'old 0']);
      expect(places(library, 'strasse lodz')).toEqual(['old 1']);
    });

    it('finds any stretch of a text written without spaces', () => {
      const library = shelf();
      for (const words of ['東京', '京大学', '学', '東京大学へ行き', '昨日 大学', 'ไทย']) expect(places(library, words)).toHaveLength(1);
      for (const words of ['東大', '京都', '大東']) expect(places(library, words)).toEqual([]);
    });

    it('marks the hits and tells the time of the first word of them', () => {
      const library = shelf();
      const [hit] = library.transcripts.search('noir cafe', 10);
      expect(hit).toEqual({ recording: 'new', turn: 1, time: 10_500, snippet: 'The \uE000Café\uE001 \uE000noir\uE001 again, \uE000CAFE\uE001' });
      expect(library.transcripts.search('東京大', 10)[0]?.snippet).toBe('昨日、\uE000東京大\uE001学へ行きました。');
    });

    it('wants every word in one turn, quoted words side by side, and lets the last be unfinished', () => {
      const library = shelf();
      expect(places(library, 'café met')).toEqual(['old 0']);
      expect(places(library, 'café nothing')).toEqual([]);
      expect(places(library, '"we met"')).toEqual(['old 0']);
      expect(places(library, '"met we"')).toEqual([]);
      expect(places(library, 'not')).toEqual(['new 0']);
      expect(places(library, 'not ')).toEqual([]);
      expect(places(library, '"not"')).toEqual([]);
    });

    it('answers nothing for nothing, for signs alone and for a limit of none', () => {
      const library = shelf();
      for (const words of ['', '   ', '"', '* - ( OR', '""'])
        expect(library.transcripts.search(words, 10).filter(({ snippet }) => !/or/i.test(snippet))).toEqual([]);
      expect(library.transcripts.search('cafe', 0)).toEqual([]);
      expect(library.transcripts.search('cafe', 1)).toHaveLength(1);
    });

    it('follows every edit: a turn is found by what it says now and at the index it has now', () => {
      const library = shelf();
      library.transcripts.save('new', 1, aChange([{ from: 0, remove: 1, turns: [aTurn(50, 'put before'), aTurn(0, 'Something here')] }]));
      expect(places(library, 'nothing')).toEqual([]);
      expect(places(library, 'something')).toEqual(['new 1']);
      expect(places(library, 'noir')).toEqual(['new 2']);
      library.transcripts.save('new', 2, aChange([{ from: 2, remove: 1, turns: [] }]));
      expect(places(library, 'noir')).toEqual([]);
    });
  });
}
