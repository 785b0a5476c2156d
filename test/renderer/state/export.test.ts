// An export being prepared: what is shown is what is saved.
import { describe, expect, it } from 'vitest';
import { exportFile, fileBytes } from '../../../src-core/subtitles/export-file.ts';
import { makeCues } from '../../../src-core/subtitles/cueing.ts';
import type { FileManner } from '../../../src-core/subtitles/file-manner.ts';
import { profileFor } from '../../../src-core/subtitles/language-profile.ts';
import { microdvdFormat } from '../../../src-core/subtitles/formats/microdvd.ts';
import { srtFormat } from '../../../src-core/subtitles/formats/srt.ts';
import { textFormat } from '../../../src-core/subtitles/formats/text.ts';
import { webvttFormat } from '../../../src-core/subtitles/formats/webvtt.ts';
import type { Host } from '../../../src-renderer/host/host.ts';
import { ExportState } from '../../../src-renderer/state/export.svelte.ts';
import { filePreview } from '../../../src-renderer/state/file-preview.ts';
import { said, transcript, turn, word } from '../../core/subtitles/written-speech.ts';

const talk = transcript([turn(said('When did you first go out to sea?'), 'spk_0'), turn(said('I was nine, and it was dark.', 5000), 'spk_1')]);

/** A host that keeps what it is given, or thinks better of it. */
function keeper(keeps = true): { host: Host; kept: { name: string; text: string; mediaType: string }[] } {
  const kept: { name: string; text: string; mediaType: string }[] = [];
  const keep: Host['keep'] = (name, bytes, mediaType) => {
    if (keeps) kept.push({ name, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), mediaType });
    return Promise.resolve(keeps);
  };
  return { host: { keep } as Host, kept }; // an export asks a host for nothing else
}

describe('An export', () => {
  it('begins as SRT under the recording’s name', () => {
    const draft = new ExportState('Talk: one', talk);
    expect([draft.format.id, draft.fileName, draft.isEmpty]).toEqual(['srt', 'Talk- one.srt', false]);
  });

  it('saves the very characters it shows', async () => {
    const { host, kept } = keeper();
    const draft = new ExportState('Talk', talk);
    for (const { id } of draft.formats) {
      draft.choose(id);
      expect(await draft.save(host)).toBe(true);
      const text = draft.file.packed ? new TextDecoder().decode(fileBytes(draft.file)) : draft.file.text;
      expect(kept.at(-1)).toEqual({ name: draft.fileName, text, mediaType: draft.format.mediaType });
      // On screen without its byte order mark, and with line ends a screen knows.
      const plain = draft.file.text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
      expect(plain.startsWith(draft.preview.text)).toBe(true);
    }
  });

  it('is the file the command line writes, whichever options were tried before', () => {
    const draft = new ExportState('Talk', talk);
    draft.set('speakers', 'prefix');
    expect(draft.file.text).toBe(exportFile(talk, srtFormat, { ...srtFormat.defaults, speakers: 'prefix' }).text);
    draft.set('speakers', 'off');
    draft.set('startIndex', 0);
    expect(draft.file).toEqual(exportFile(talk, srtFormat, { ...srtFormat.defaults, startIndex: 0 }));
    draft.choose('vtt');
    expect(draft.file).toEqual(exportFile(talk, webvttFormat));
    draft.choose('microdvd');
    draft.set('frameRate', '24');
    expect(draft.file).toEqual(exportFile(talk, microdvdFormat, { ...microdvdFormat.defaults, frameRate: '24' }));
  });

  it('begins as the file was the recording was made from, in its own format alone', () => {
    const file: FileManner = {
      ...{ format: 'srt', encoding: 'windows-1252', unwritten: null, bom: false, crlf: true, startIndex: 5, tail: 2, bareVoices: false, oddities: [] },
    };
    const making = { profile: profileFor(talk), rate: '25' as const, labels: false, file, cues: () => makeCues(talk) };
    const draft = new ExportState('Talk', talk, making);
    expect(draft.options).toEqual({ ...srtFormat.defaults, encoding: 'windows-1252', crlf: true, startIndex: 5 });
    expect([draft.file.text.startsWith('5\r\n'), draft.file.text.endsWith('\r\n\r\n'), draft.ownIndex]).toEqual([true, true, 5]);
    draft.set('crlf', false);
    expect(draft.options).toMatchObject({ encoding: 'windows-1252', crlf: false, startIndex: 5 });
    draft.choose('sbv');
    expect([draft.options.crlf, draft.options.encoding]).toEqual([false, 'utf-8']);
    expect(new ExportState('Talk', talk, { ...making, file: { ...file, format: 'ass' } }).fileName).toBe('Talk.ass');
    expect(new ExportState('Talk', talk, { ...making, file: { ...file, format: 'forgotten' } }).fileName).toBe('Talk.srt');
  });

  it('keeps the options of a format while another is looked at', () => {
    const draft = new ExportState('Talk', talk);
    draft.set('crlf', true);
    draft.choose('txt');
    expect(draft.options.crlf).toBe(false);
    draft.choose('srt');
    expect(draft.options.crlf).toBe(true);
  });

  it('shows what the byte order mark and Windows line ends do not change, and saves them', async () => {
    const { host, kept } = keeper();
    const draft = new ExportState('Talk', talk);
    const shown = draft.preview.text;
    draft.set('crlf', true);
    draft.set('bom', true);
    expect(draft.preview.text).toBe(shown);
    await draft.save(host);
    expect(kept[0]?.text).toBe('\ufeff' + shown.replaceAll('\n', '\r\n'));
  });

  it('takes the ending of the format chosen, and keeps a name somebody wrote', () => {
    const draft = new ExportState('Talk', talk);
    draft.choose('vtt');
    expect(draft.fileName).toBe('Talk.vtt');
    draft.setFileName('final cut.vtt');
    draft.choose('txt');
    expect(draft.fileName).toBe('final cut.txt');
    draft.setFileName('no ending');
    draft.choose('srt');
    expect(draft.fileName).toBe('no ending');
  });

  it('is never saved without a name', async () => {
    const { host, kept } = keeper();
    const draft = new ExportState('Talk', talk);
    draft.setFileName('   ');
    await draft.save(host);
    expect(kept[0]?.name).toBe('Talk.srt');
  });

  it('is free again when saving fails or somebody thinks better of it', async () => {
    const draft = new ExportState('Talk', talk);
    expect(await draft.save(keeper(false).host)).toBe(false);
    await expect(draft.save({ keep: () => Promise.reject(new Error('no')) } as unknown as Host)).rejects.toThrow('no'); // nothing but keep is asked for
    expect(draft.saving).toBe(false);
  });

  it('is not saved while a shift or a start timecode cannot be used', async () => {
    const { host, kept } = keeper();
    const draft = new ExportState('Talk', talk);
    draft.typeOffset('soon');
    expect([draft.isWrong('offset'), draft.offsetText, draft.options.offset]).toEqual([true, 'soon', 0]);
    expect(await draft.save(host)).toBe(false);
    draft.typeOffset('-1.5');
    expect([draft.isWrong('offset'), draft.options.offset]).toEqual([false, -1500]);
    draft.choose('ebu-stl');
    draft.set('startTimecode', '10:00:00:25');
    expect(draft.isWrong('startTimecode')).toBe(true);
    expect(await draft.save(host)).toBe(false);
    draft.choose('srt');
    expect(await draft.save(host)).toBe(true);
    expect(kept.map(({ name }) => name)).toEqual(['Talk.srt']);
  });

  it('whose cues are all left out says that the file would show nothing', () => {
    const { figures, warnings } = filePreview(exportFile(talk, srtFormat, srtFormat.defaults, { cues: [] }), srtFormat);
    expect([figures, warnings]).toEqual(['No cues', [expect.stringMatching(/show nothing/)]]);
  });

  it('of a transcript without words is empty', () => {
    expect(new ExportState('Talk', transcript([turn([])])).isEmpty).toBe(true);
  });
});

describe('The preview of a file', () => {
  const long = transcript(Array.from({ length: 450 }, (_, index) => turn([word(`Line ${index}.`, index * 2000, index * 2000 + 1000)])));

  it('shows the first 200 cues of many and says so', () => {
    for (const format of [srtFormat, webvttFormat]) {
      const preview = filePreview(exportFile(long, format), format);
      expect(preview.text).toContain('Line 199.\n');
      expect(preview.text).not.toContain('Line 200.');
      expect(preview.cut).toBe('The first 200 cues are shown; the file holds them all.');
      expect(preview.figures).toBe('450 cues, longest line 9, fastest 9 characters a second');
    }
  });

  it('shows the first 400 lines of a long text', () => {
    const preview = filePreview(exportFile(long, textFormat), textFormat);
    expect(preview.text.split('\n')).toHaveLength(401);
    expect(preview.figures).toBe('899 lines');
  });

  it('says nothing of a cut when all is shown', () => {
    expect(filePreview(exportFile(talk, srtFormat), srtFormat).cut).toBeNull();
  });

  it('warns of what viewers may find hard', () => {
    const hurried = transcript([
      turn([word('Unquestionably-extraordinary-circumstances-notwithstanding-everything', 0, 400)]),
      ...Array.from({ length: 6 }, (_, index) => turn([word('No!', 1000 + index, 1001 + index)], `spk_${index % 2}`)),
    ]);
    expect(filePreview(exportFile(hurried, srtFormat), srtFormat).warnings).toEqual([
      expect.stringMatching(/can hardly be read in time/),
      expect.stringMatching(/flash by/),
      expect.stringMatching(/line wider than the rules allow/),
    ]);
  });
});
