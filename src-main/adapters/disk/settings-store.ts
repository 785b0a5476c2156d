// Settings as rows, one a name, each checked by the contract's own parser when it is read.
import * as v from 'valibot';
import { defaultSettings, settingsShape, type Settings } from '../../../src-core/contract/settings.ts';
import type { SettingsStore } from '../../ports/library.ts';
import type { Log } from '../../ports/machine.ts';
import type { LibraryDatabase } from './library-database.ts';
import { jsonOf, textOf } from './stored-row.ts';

/**
 * The settings of an open library. A name this version does not know is left out and a value it cannot read gives the
 * default, each with a line in the log; the rows stay as they are until somebody changes that setting.
 */
export function makeSettingsStore(db: LibraryDatabase, log: Log): SettingsStore {
  return {
    get() {
      const known: Record<string, unknown> = { ...defaultSettings };
      for (const row of db.all('SELECT name, value FROM settings ORDER BY name')) {
        const name = textOf(row, 'name');
        const parser = isSetting(name) ? settingsShape.entries[name] : null;
        const value = parser && v.safeParse(parser, jsonOf(row, 'value'));
        if (value?.success) known[name] = value.output;
        else log.warn(parser ? 'a setting cannot be read' : 'a setting is not known', { setting: name });
      }
      return v.parse(settingsShape, known);
    },
    put(settings) {
      db.write(() => {
        for (const [name, value] of Object.entries(settings)) {
          db.run(
            `INSERT INTO settings (name, value) VALUES (?, ?)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
            name,
            JSON.stringify(value),
          );
        }
      });
    },
  };
}

function isSetting(name: string): name is keyof Settings {
  return Object.hasOwn(settingsShape.entries, name);
}
