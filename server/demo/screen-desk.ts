import { randomUUID } from 'node:crypto';
import { newSecret, secretHash } from '../auth/secrets.ts';
import { realMs } from '../clock.ts';
import type { Db } from '../store/schema.ts';
import { appendScreenLog } from '../store/screen-log.ts';
import { screens } from '../store/screens.ts';

/** A paired screen of the demo, with the token that its browser would keep as the cookie `screen`. */
export interface DemoScreen {
	readonly id: string;
	readonly name: string;
	readonly token: string;
}

/** Courts at which the screens hang. */
export interface ScreenCourts {
	readonly wall: string;
	readonly lobby: string;
}

const said = (width: number, height: number, scene: string) => ({
	...{ build: 'demo', width, height, pixelRatio: 1, scene, dataAgeSeconds: 2, uptimeSeconds: 86_400, faults: [] },
});

const kinds = ({ wall, lobby }: ScreenCourts) =>
	[
		{
			screen: { name: '指挥大厅主屏', court: wall, place: '三楼执行指挥中心', ceiling: 'internal', groups: ['指挥中心'] },
			purpose: 'wall',
			settings: { playlist: 'command', scale: 'fit' },
			report: said(6656, 1792, 'overview'),
		},
		{
			screen: { name: '走廊展示屏', court: lobby, place: '二楼东侧走廊', ceiling: 'public', groups: ['公众开放日'] },
			purpose: 'wall',
			settings: { playlist: 'open-day', theme: 'light', on: { from: '07:30', to: '20:00', days: 'working' } },
			report: said(1920, 1080, 'home'),
		},
		{
			screen: { name: '诉讼服务大厅竖屏', court: lobby, place: '一楼诉讼服务大厅', ceiling: 'public', groups: ['大厅'] },
			purpose: 'lobby',
			settings: { on: { from: '08:00', to: '18:00', days: 'working' } },
			report: said(1080, 1920, 'lobby'),
		},
	] as const;

/** Three paired screens of different kinds, each as it was when it was last heard of. */
export async function hangScreens(db: Db, courts: ScreenCourts): Promise<readonly DemoScreen[]> {
	const at = new Date(realMs()).toISOString();
	const hung: DemoScreen[] = [];
	for (const { screen, purpose, settings, report } of kinds(courts)) {
		const [id, token] = [randomUUID(), newSecret('scr')];
		await screens.create(db, { ...screen, id, purpose, settings, state: 'approved', tokenHash: secretHash(token), createdAt: at });
		await screens.keepReport(db, id, report, at);
		await appendScreenLog(db, [{ screen: id, at, kind: 'deed', detail: '设备已接入（演示）' }]);
		hung.push({ id, name: screen.name, token });
	}
	return hung;
}
