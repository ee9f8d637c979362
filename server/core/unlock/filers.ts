import type { UnlockRequest } from '../lock/types.ts';

/** Everybody who has filed a request, the present filer first. */
export const filersOf = ({ by, filedBy }: Pick<UnlockRequest, 'by' | 'filedBy'>): readonly string[] => [by, ...(filedBy ?? [])];
