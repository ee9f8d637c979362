import { BlockList, isIP, isIPv6 } from 'node:net';

/** Never called: this machine, its neighbours on the wire, the metadata services of clouds, groups, and what stands for nothing. */
const refused = new BlockList();
const loopback = new BlockList();
for (const list of [refused, loopback]) {
	list.addSubnet('127.0.0.0', 8, 'ipv4');
	list.addAddress('::1', 'ipv6');
}
for (const [net, bits] of [
	['0.0.0.0', 8],
	['169.254.0.0', 16],
	['192.0.0.192', 32],
	['100.100.100.200', 32],
	['224.0.0.0', 4],
	['255.255.255.255', 32],
] as const)
	refused.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
	['::', 128],
	['fe80::', 10],
	['fec0::', 10],
	['ff00::', 8],
	['fd00:ec2::254', 128],
	['fd20:ce::254', 128],
] as const)
	refused.addSubnet(net, bits, 'ipv6');

/** The words of a full IPv6 address, of whatever notation. */
function wordsOf(address: string): readonly number[] {
	const text = new URL(`http://[${address.split('%')[0]}]`).hostname.slice(1, -1);
	const [head = '', tail] = text.split('::');
	const parse = (part: string): number[] => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)));
	const [front, back] = [parse(head), parse(tail ?? '')];
	return tail === undefined ? front : [...front, ...Array.from({ length: 8 - front.length - back.length }, () => 0), ...back];
}

const dotted = (high: number, low: number): string => [high >> 8, high & 255, low >> 8, low & 255].join('.');

/** IPv4 addresses that an IPv6 one stands for: mapped, compatible, NAT64 and 6to4. */
function embedded(address: string): readonly string[] {
	const words = wordsOf(address);
	const last = dotted(words[6]!, words[7]!);
	const zeros = words.slice(0, 5).every((word) => word === 0);
	if (zeros && (words[5] === 0xffff || words[5] === 0)) return [last];
	if (words[0] === 0x64 && words[1] === 0xff9b) return [last];
	return words[0] === 0x2002 ? [dotted(words[1]!, words[2]!)] : [];
}

/**
 * Whether a hook may be called at a resolved address. The court's own network is what hooks are for; this machine and link-local addresses
 * are not (OWASP SSRF). `allowLoopback` lets tests and the demo call a receiver beside them.
 */
export function mayCall(address: string, allowLoopback: boolean): boolean {
	if (isIP(address) === 0) return false;
	const forms = isIPv6(address) ? [address.split('%')[0]!, ...(address === '::1' ? [] : embedded(address))] : [address];
	return forms.every((form) => {
		const family = isIPv6(form) ? 'ipv6' : 'ipv4';
		return (allowLoopback && loopback.check(form, family)) || !refused.check(form, family);
	});
}
