// A process of its own that saves one file over and over, to be killed in the midst of it. Arguments: the path, bytes per version.
import { SaveFile } from '../../../src-main/adapters/disk/save-file.ts';
import { versionOf } from './saved-version.ts';

const [path = '', size = '0'] = process.argv.slice(2);
for (let number = 1; ; number += 1) {
  const bytes = versionOf(number, Number(size));
  const file = await SaveFile.begin(path, `${process.pid}-${number}`);
  const half = bytes.length / 2;
  await file.write(bytes.subarray(0, half));
  await file.write(bytes.subarray(half));
  await file.finish();
  process.stdout.write('.');
}
