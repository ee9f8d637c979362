import { hash, verify } from '@node-rs/argon2';
import { createHash, randomBytes } from 'node:crypto';

/** Argon2id: 19 MiB, 2 passes, 1 lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash under which a password is kept. */
export function hashPassword(password: string): Promise<string> {
	return hash(password, cost);
}

/** Verified against when the name is unknown, so that both answers take the same time. */
const dummy = hashPassword(randomBytes(24).toString('base64url'));

/** Whether a password is the account's; an unknown account takes as long to answer. */
export async function passwordHolds(stored: string | undefined, password: string): Promise<boolean> {
	const holds = await verify(stored ?? (await dummy), password).catch(() => false);
	return stored !== undefined && holds;
}

/** A new secret for a key or a screen: 192 random bits after a prefix that says what it is. */
export function newSecret(prefix: string): string {
	return `${prefix}_${randomBytes(24).toString('base64url')}`;
}

/** The form in which keys, tokens and session ids are stored. */
export function secretHash(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
