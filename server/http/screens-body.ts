import { z } from '@hono/zod-openapi';
import { hoursSchema } from '../../src/lib/contract/scenes.ts';
import { screenSettingsSchema } from '../../src/lib/contract/screens.ts';
import { courtCode } from './schemas.ts';

const settings = screenSettingsSchema.extend({
	on: hoursSchema.optional().openapi({ description: '开屏时段；此外为黑屏。不填为常亮' }),
});

/** What an operator sets for a screen. */
export const deviceInput = z
	.object({
		name: z.string().max(200),
		court: courtCode,
		place: z.string().max(300).default(''),
		purpose: z.enum(['wall', 'lobby']).default('wall'),
		ceiling: z.enum(['internal', 'public']).openapi({ description: '显示范围：internal 内部，public 公开（不出现人员）' }),
		groups: z.array(z.string().max(100)).max(50).default([]),
		settings: settings.default(() => screenSettingsSchema.parse({})),
	})
	.openapi('ScreenInput');

/** A change of it: what is left out stays; settings are replaced as a whole. */
export const deviceChange = z
	.object({
		name: z.string().max(200),
		court: courtCode,
		place: z.string().max(300),
		purpose: z.enum(['wall', 'lobby']),
		ceiling: z.enum(['internal', 'public']),
		groups: z.array(z.string().max(100)).max(50),
		settings,
	})
	.partial()
	.refine((change) => Object.keys(change).length > 0, '没有要修改的内容')
	.openapi('ScreenChange');

/** An approval: the code on show, and a new record or the id of one that exists. */
export const approval = z
	.object({ code: z.string().min(1).max(40), record: z.string().max(64).optional(), device: deviceInput.optional() })
	.refine((body) => (body.record === undefined) !== (body.device === undefined), 'record 与 device 应当且只应填写一项')
	.openapi('PairingApproval');

const identify = z.object({ kind: z.literal('identify'), seconds: z.int().min(3).max(120).default(15) });
const reload = z.object({ kind: z.literal('reload') });
const picture = z.object({ kind: z.literal('picture') });
const takeover = z.object({ kind: z.literal('takeover'), scene: z.string().max(60), title: z.string().max(200) });
const redirect = z.object({ kind: z.literal('redirect'), court: courtCode.optional(), playlist: z.string().max(60).optional() });
const freeze = z.object({ kind: z.literal('freeze') });
const line = z.object({
	text: z.string().max(1000),
	urgent: z.boolean().default(false),
	minutes: z.number().openapi({ description: '显示多少分钟（1 至 1440）' }),
});

/** Something done once. */
export const command = z.discriminatedUnion('kind', [identify, reload, picture]).openapi('ScreenCommand');
/** Something shown instead of the playlist. */
export const override = z.discriminatedUnion('kind', [takeover, redirect, freeze]).openapi('ScreenOverride');
/** A line over the picture. */
export const message = line.openapi('ScreenMessage');

/** The same for many: all screens of a court, a group, or a group within a court. */
export const batch = z
	.object({
		court: courtCode.optional(),
		group: z.string().min(1).max(100).optional(),
		deed: z.discriminatedUnion('kind', [
			identify,
			reload,
			picture,
			takeover,
			redirect,
			freeze,
			z.object({ kind: z.literal('return') }),
			line.extend({ kind: z.literal('message') }),
			z.object({ kind: z.literal('clear-message') }),
		]),
	})
	.refine((body) => body.court !== undefined || body.group !== undefined, '请指明法院或者分组')
	.openapi('ScreenBatch');
