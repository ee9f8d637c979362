import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** Faults of accessibility, WCAG 2.1 AA, as lines to read: what, and the first places. */
export async function faults(page: Page): Promise<readonly string[]> {
	// Words can stand there before the styles do.
	await page.waitForLoadState('load');
	const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze();
	return violations.map(({ id, nodes }) => {
		const places = nodes.map((node) => node.target.join(' '));
		return `${id}: ${places.slice(0, 3).join(' | ')}`;
	});
}
