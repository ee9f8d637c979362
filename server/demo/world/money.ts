import { add, dueAfter, inTime, later, nextCode, type Walk } from './walk.ts';

const PAY_DAYS = 15;

/** Money that reached the court and is paid out within fifteen days, in one or two payments; gives the day of the last one back.
 *  `free` money comes from outside whether or not the case stands still. */
export function receipt(walk: Walk, arrivedOn: number, amountFen: number, free: boolean): number {
	const { random } = walk;
	const receiptId = nextCode(walk, 'r', 'money-arrived');
	const extra = { free };
	const medium = random.weighted([
		['transfer', 93],
		['cash', 4],
		['bill', 3],
	] as const);
	add(walk, arrivedOn, 'money-arrived', { receiptId, amountFen, medium }, extra);
	const { due, from } = random.chance(0.05)
		? dispute(walk, receiptId, arrivedOn, free)
		: { due: dueAfter(walk, arrivedOn, PAY_DAYS), from: arrivedOn };
	const step = (from: number, rows: readonly (readonly [number, number])[]) =>
		inTime(walk, later(walk, from, rows), due, walk.days.next(from));
	const identified = add(
		walk,
		step(walk.days.next(arrivedOn), [
			[0, 60],
			[1, 30],
			[2, 10],
		]),
		'money-identified',
		{ receiptId },
		extra,
	);
	const payable = add(
		walk,
		step(Math.max(identified, from), [
			[0, 45],
			[1, 35],
			[2, 20],
		]),
		'money-payable',
		{ receiptId },
		extra,
	);
	const submitted = step(payable, [
		[0, 28],
		[1, 32],
		[2, 15],
		[3, 20],
		[5, 5],
	]);
	add(walk, submitted, 'payment-submitted', { receiptId, paymentId: `${receiptId}-1` }, extra);
	const paid = step(submitted, [
		[0, 15],
		[1, 33],
		[2, 22],
		[4, 15],
		[9, 15],
	]);
	return payOut(walk, receiptId, amountFen, { paid, due, free });
}

/** Somebody objects to the distribution: the days until that is settled are taken out of the period. */
function dispute(walk: Walk, receiptId: string, arrivedOn: number, free: boolean): { due: number | undefined; from: number } {
	const { random, days } = walk;
	const exclusionId = nextCode(walk, 'd', 'exclusion-started');
	const started = days.plusWorking(arrivedOn, random.int(1, 4));
	const ended = days.next(started + random.int(20, 75));
	const data = { exclusionId, ground: '执行分配方案异议', subject: receiptId };
	add(walk, started, 'exclusion-started', data, { dates: { from: started }, free });
	add(walk, ended, 'exclusion-ended', { exclusionId }, { dates: { to: ended - 1 }, free });
	return { due: days.due(arrivedOn, { days: PAY_DAYS }, [{ from: started, to: ended - 1 }]), from: ended };
}

interface PayOut {
	readonly paid: number;
	readonly due: number | undefined;
	readonly free: boolean;
}

function payOut(walk: Walk, receiptId: string, amountFen: number, { paid, due, free }: PayOut): number {
	const { random } = walk;
	const whole = { receiptId, paymentId: `${receiptId}-1`, amountFen };
	if (random.chance(0.015)) return add(walk, paid, 'money-deposited', { receiptId, amountFen }, { free });
	if (!random.chance(0.1)) return add(walk, paid, 'money-paid', whole, { free });
	const first = Math.round((amountFen * random.int(40, 80)) / 100);
	add(walk, paid, 'money-paid', { ...whole, amountFen: first }, { free });
	const last = inTime(
		walk,
		later(walk, paid, [
			[1, 40],
			[2, 40],
			[3, 20],
		]),
		due,
		paid,
	);
	return add(walk, last, 'money-paid', { receiptId, paymentId: `${receiptId}-2`, amountFen: amountFen - first }, { free });
}
