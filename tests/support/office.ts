import { putDirectory } from '../../server/flows/put-directory.ts';
import type { World } from './world.ts';
import { person } from './world.ts';

export const management = person('mo', 'trial-management', 'dc');
export const president = person('qin', 'president', 'dc');
export const vice = person('zhao', 'vice-president', 'dc');
export const chief = person('feng', 'division-chief', 'dc');
export const handler = person('li', 'handler', 'dc', 'self');
/** 审管办 of the intermediate court, for all courts of the city. */
export const cityManagement = person('cheng', 'trial-management', 'zy', 'subtree');

/** Two teams at dc, and the people of the office. */
export async function staffOffice(world: World): Promise<void> {
	const at = (code: string, court: string, unit?: string) => ({ code, name: code, court, ...(unit ? { unit } : {}), postJudge: true });
	await putDirectory(world.context, {
		units: [
			{ code: 'dc-fine', court: 'dc', name: '精执团队', kind: 'enforcement' },
			{ code: 'dc-fast', court: 'dc', name: '速执团队', kind: 'enforcement' },
			{ code: 'xl-one', court: 'xl', name: '执行一团队', kind: 'enforcement' },
		],
		persons: [
			at('li', 'dc', 'dc-fine'),
			at('wang', 'dc', 'dc-fast'),
			at('feng', 'dc', 'dc-fine'),
			at('mo', 'dc'),
			at('qin', 'dc'),
			at('zhao', 'dc'),
			at('cheng', 'zy'),
			at('xu', 'xl', 'xl-one'),
		],
	});
}

/** Lines of the audit as 「action result」, in order. */
export async function auditLines(world: World): Promise<readonly string[]> {
	const rows = await world.store.read.selectFrom('audit').select(['action', 'result']).orderBy('seq').execute();
	return rows.map(({ action, result }) => `${action} ${result}`);
}
