import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ladderIds, type Ladder } from '../core/ladder/types.ts';
import { readYaml, type RuleText } from './read-yaml.ts';

const stage = z.strictObject({
	stage: z.number().int().min(1),
	name: z.string().min(1).max(40),
	level: z.enum(['remind', 'urge', 'supervise', 'committee']),
	months: z.number().int().min(1).max(120),
	approaching: z.literal(true).optional(),
	to: z.array(z.enum(['handler', 'chief', 'vice-president', 'president', 'trial-management'])).min(1),
	replyDays: z.number().int().min(1).max(90),
	committee: z.literal(true).optional(),
});
const file = z.strictObject({
	ladders: z.array(
		z.strictObject({
			id: z.enum(ladderIds),
			name: z.string().min(1),
			source: z.string().min(1),
			cases: z.enum(['all', 'trial-ordinary']),
			stages: z.array(stage).min(1),
		}),
	),
});

/** Reads ladders from a text; stages must be numbered from 1 and each be reached no earlier than the one before. */
export function readLadders(source: RuleText): readonly Ladder[] {
	const { value, refuse } = readYaml(source, file);
	const faults = value.ladders.flatMap((ladder, index) =>
		ladder.stages.flatMap((row, at) => {
			const before = ladder.stages[at - 1];
			const path = ['ladders', index, 'stages', at];
			if (row.stage !== at + 1) return [{ path: [...path, 'stage'], message: `阶段应当从 1 起连续编号，此处应为 ${at + 1}` }];
			const early = before && (row.months < before.months || (row.months === before.months && (row.approaching || !before.approaching)));
			return early ? [{ path: [...path, 'months'], message: '后一阶段应当晚于前一阶段' }] : [];
		}),
	);
	const twice = value.ladders.findIndex((ladder, index) => value.ladders.some((other, at) => at < index && other.id === ladder.id));
	if (twice >= 0) faults.push({ path: ['ladders', twice, 'id'], message: '督办阶梯重复' });
	if (faults.length > 0) return refuse(faults);
	return value.ladders as readonly Ladder[];
}

/** The ladders that the program brings along. */
export function loadLadders(): readonly Ladder[] {
	const text = readFileSync(fileURLToPath(new URL('./ladders.yaml', import.meta.url)), 'utf8');
	return readLadders({ name: 'ladders.yaml', text });
}
