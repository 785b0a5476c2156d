// Scenes of the subtitle rules in the settings: the guides to read, a set of one's own being changed, one that cannot be kept yet.
import type { Page } from 'playwright';
import { duplicateRuleSet } from '../../src-core/subtitles/rules/rule-set-file.ts';
import { RULE_SETS, ruleSetFor } from '../../src-core/subtitles/rules/rule-sets.ts';
import { defaultSettings } from '../../src-core/contract/settings.ts';
import { FULL, type Scene } from './scene.ts';
import { see } from './test-browser.ts';

const house = {
  ...duplicateRuleSet(ruleSetFor('netflix', []), RULE_SETS),
  name: 'Harbour Museum, films',
  about: 'What the museum’s own player shows well.',
  byLanguage: { de: { maxSpeed: { value: 15, unit: 'graphemes/s', source: 'Our own' } } },
} as const;
const OWN: Scene['stage'] = {
  memory: { scenario: 'full', overrides: { 'settings.get': () => Promise.resolve({ ...defaultSettings, ruleSets: [house] }) } },
};

async function openRules(page: Page, set: string): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Subtitle rules', exact: true }).scrollIntoViewIfNeeded();
  const summary = page.locator('summary').filter({ hasText: set });
  await summary.click();
  await summary.evaluate((element) => {
    const region = element.closest('.scroll');
    if (region) region.scrollTop += element.getBoundingClientRect().top - region.getBoundingClientRect().top - 12;
  });
}

/** Asks for more characters in a line than a line can have. */
async function askTooMuch(page: Page): Promise<void> {
  await openRules(page, house.name);
  const field = page.getByRole('spinbutton', { name: 'Characters in a line', exact: true });
  await field.fill('420');
  await field.press('Tab');
  await see(page.getByText('Not kept yet')).toBeVisible();
}

export const rulesScenes: readonly Scene[] = [
  { name: 'settings-rules-guide', stage: FULL, set: ({ page }) => openRules(page, 'Streaming services in general') },
  { name: 'settings-rules-own', stage: OWN, set: ({ page }) => askTooMuch(page) },
  { name: 'narrow-settings-rules-own', stage: OWN, narrow: true, set: ({ page }) => askTooMuch(page) },
];
