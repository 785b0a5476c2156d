// ELAN's annotation format (EAF 3.0): time slots by id, a tier of turns a speaker and a tier of words beside it.
// The date is left at the epoch: a file depends on nothing but the transcript.
import { xmlAttribute, xmlText } from './xml-text.ts';
import type { ExportFormat, ExportOptions, ExportSource } from './export-format.ts';
import { asTextFile, plainOptions } from './export-format.ts';
import type { TierPart } from './speaker-tiers.ts';
import { speakerTiers } from './speaker-tiers.ts';
import { tierLosses } from './textgrid.ts';

function writeElan({ transcript }: ExportSource, options: ExportOptions): string {
  const slots = new Slots();
  const tiers = speakerTiers(transcript).tiers.flatMap(({ name, turns, words }) => [
    ...tier({ id: name, participant: name, parts: turns }, slots),
    ...tier({ id: `${name} (words)`, participant: name, parts: words }, slots),
  ]);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ANNOTATION_DOCUMENT AUTHOR="" DATE="1970-01-01T00:00:00+00:00" FORMAT="3.0" VERSION="3.0"',
    '    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://www.mpi.nl/tools/elan/EAFv3.0.xsd">',
    '  <HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>',
    '  <TIME_ORDER>',
    ...slots.times.map((time, index) => `    <TIME_SLOT TIME_SLOT_ID="ts${index + 1}" TIME_VALUE="${time}"/>`),
    '  </TIME_ORDER>',
    ...tiers,
    '  <LINGUISTIC_TYPE GRAPHIC_REFERENCES="false" LINGUISTIC_TYPE_ID="default-lt" TIME_ALIGNABLE="true"/>',
    '</ANNOTATION_DOCUMENT>',
    '',
  ];
  return asTextFile(lines.join('\n'), { bom: false, crlf: options.crlf });
}

/** Hands out the time slots and annotation numbers of one document. */
class Slots {
  readonly times: number[] = [];
  annotations = 0;

  add(time: number): string {
    this.times.push(time);
    return `ts${this.times.length}`;
  }
}

function tier({ id, participant, parts }: { id: string; participant: string; parts: readonly TierPart[] }, slots: Slots): string[] {
  return [
    `  <TIER LINGUISTIC_TYPE_REF="default-lt" PARTICIPANT="${xmlAttribute(participant)}" TIER_ID="${xmlAttribute(id)}">`,
    ...parts.flatMap(({ start, end, text }) => [
      '    <ANNOTATION>',
      `      <ALIGNABLE_ANNOTATION ANNOTATION_ID="a${(slots.annotations += 1)}" TIME_SLOT_REF1="${slots.add(start)}" TIME_SLOT_REF2="${slots.add(end)}">`,
      `        <ANNOTATION_VALUE>${xmlText(text)}</ANNOTATION_VALUE>`,
      '      </ALIGNABLE_ANNOTATION>',
      '    </ANNOTATION>',
    ]),
    '  </TIER>',
  ];
}

/** ELAN as offered. */
export const elanFormat: ExportFormat = {
  id: 'elan',
  label: 'ELAN annotations',
  extension: 'eaf',
  mediaType: 'application/xml',
  group: 'data',
  madeOf: 'turns',
  defaults: { ...plainOptions, speakers: 'voice' },
  uses: ['crlf'],
  speakerStyles: ['voice'],
  write: writeElan,
  losses: tierLosses,
};
