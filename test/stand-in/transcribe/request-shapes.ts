// The shapes of the job operations' requests: limits and patterns of the 2026 service model.
import { LANGUAGE_CODES } from './language-codes.ts';
import type { Shape } from './shape-check.ts';

const flag: Shape = { kind: 'boolean' };
const name: Shape = { kind: 'string', min: 1, max: 200, pattern: '[0-9a-zA-Z._-]+' };
const languageCode: Shape = { kind: 'string', among: LANGUAGE_CODES };
const uri: Shape = { kind: 'string', min: 1, max: 2000, pattern: '(s3://|http(s*)://).+' };
const keyId: Shape = { kind: 'string', min: 1, max: 2048, pattern: '[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,2048}' };

const settings: Shape = {
  kind: 'structure',
  members: {
    VocabularyName: name,
    ShowSpeakerLabels: flag,
    MaxSpeakerLabels: { kind: 'integer', min: 2, max: 30 },
    ChannelIdentification: flag,
    ShowAlternatives: flag,
    MaxAlternatives: { kind: 'integer', min: 2, max: 10 },
    VocabularyFilterName: name,
    VocabularyFilterMethod: { kind: 'string', among: ['remove', 'mask', 'tag'] },
  },
};

const languageIdSettings: Shape = {
  kind: 'map',
  min: 1,
  max: 5,
  of: { kind: 'structure', members: { VocabularyName: name, VocabularyFilterName: name, LanguageModelName: name } },
};

export const startShape: Shape = {
  kind: 'structure',
  required: ['TranscriptionJobName', 'Media'],
  members: {
    TranscriptionJobName: name,
    LanguageCode: languageCode,
    MediaSampleRateHertz: { kind: 'integer', min: 8000, max: 48_000 },
    MediaFormat: { kind: 'string', among: ['mp3', 'mp4', 'wav', 'flac', 'ogg', 'amr', 'webm', 'm4a'] },
    Media: { kind: 'structure', members: { MediaFileUri: uri, RedactedMediaFileUri: uri } },
    OutputBucketName: { kind: 'string', max: 64, pattern: '[a-z0-9][\\.\\-a-z0-9]{1,61}[a-z0-9]' },
    OutputKey: { kind: 'string', min: 1, max: 1024, pattern: "[a-zA-Z0-9-_.!*'()/]{1,1024}" },
    OutputEncryptionKMSKeyId: keyId,
    KMSEncryptionContext: { kind: 'map', min: 1, max: 10, of: { kind: 'string', min: 1, max: 2000 } },
    Settings: settings,
    ModelSettings: { kind: 'structure', members: { LanguageModelName: name } },
    JobExecutionSettings: {
      kind: 'structure',
      members: {
        AllowDeferredExecution: flag,
        DataAccessRoleArn: { kind: 'string', min: 20, max: 2048, pattern: 'arn:aws[a-z-]*:iam::[0-9]{0,63}:role/[A-Za-z0-9:_/+=,@.-]{0,1024}' },
      },
    },
    ContentRedaction: {
      kind: 'structure',
      required: ['RedactionType', 'RedactionOutput'],
      members: {
        RedactionType: { kind: 'string', among: ['PII'] },
        RedactionOutput: { kind: 'string', among: ['redacted', 'redacted_and_unredacted'] },
        PiiEntityTypes: { kind: 'list', of: { kind: 'string' } },
      },
    },
    IdentifyLanguage: flag,
    IdentifyMultipleLanguages: flag,
    LanguageOptions: { kind: 'list', min: 1, of: languageCode },
    Subtitles: {
      kind: 'structure',
      members: { Formats: { kind: 'list', of: { kind: 'string', among: ['vtt', 'srt'] } }, OutputStartIndex: { kind: 'integer', min: 0, max: 1 } },
    },
    Tags: {
      kind: 'list',
      min: 1,
      max: 200,
      of: { kind: 'structure', required: ['Key', 'Value'], members: { Key: { kind: 'string', min: 1, max: 128 }, Value: { kind: 'string', max: 256 } } },
    },
    LanguageIdSettings: languageIdSettings,
    ToxicityDetection: {
      kind: 'list',
      min: 1,
      max: 1,
      of: {
        kind: 'structure',
        required: ['ToxicityCategories'],
        members: { ToxicityCategories: { kind: 'list', min: 1, max: 1, of: { kind: 'string', among: ['ALL'] } } },
      },
    },
  },
};

/** Get and Delete. */
export const nameShape: Shape = { kind: 'structure', required: ['TranscriptionJobName'], members: { TranscriptionJobName: name } };

export const listShape: Shape = {
  kind: 'structure',
  members: {
    Status: { kind: 'string', among: ['QUEUED', 'IN_PROGRESS', 'FAILED', 'COMPLETED'] },
    JobNameContains: name,
    NextToken: { kind: 'string', max: 8192, pattern: '.+' },
    MaxResults: { kind: 'integer', min: 1, max: 100 },
  },
};
