import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddress } from './origin.ts';

const from = (forwarded?: string | string[], remoteAddress: string | undefined = '10.0.0.9') =>
	({
		headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
		socket: { remoteAddress },
	}) as unknown as IncomingMessage;

describe('the address a request comes from', () => {
	it('is that of the connection unless a proxy is trusted, whatever the header says', () => {
		expect(clientAddress(from('1.2.3.4'), false)).toBe('10.0.0.9');
		expect(clientAddress(from(), false)).toBe('10.0.0.9');
	});

	it('is the last that a trusted proxy has written: what stands before it anybody can make up', () => {
		expect(clientAddress(from('192.168.3.7'), true)).toBe('192.168.3.7');
		expect(clientAddress(from('1.2.3.4, 192.168.3.7'), true)).toBe('192.168.3.7');
		expect(clientAddress(from(['1.2.3.4', '192.168.3.7 ']), true)).toBe('192.168.3.7');
	});

	it('is that of the connection where the trusted proxy says nothing', () => {
		expect(clientAddress(from(), true)).toBe('10.0.0.9');
		expect(clientAddress(from(' '), true)).toBe('10.0.0.9');
	});
});
