/** Whether two values are the same as JSON, where a field without a value is no field. Ends at the first difference, unlike their texts. */
export function isSameJson(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
	if (Array.isArray(one)) {
		return Array.isArray(other) && one.length === other.length && one.every((item, index) => isSameJson(item, other[index]));
	}
	const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
	for (const key in a) if (!isSameJson(a[key], b[key])) return false;
	for (const key in b) if (b[key] !== undefined && a[key] === undefined) return false;
	return true;
}
