import type { LadderPages } from './ladder.ts';
import type { OrderPages } from './orders.ts';
import type { SealedPages } from './sealed.ts';
import type { SilentPages } from './silent.ts';

/** The pages of supervision: long-pending cases, silent cases, orders, sealed immovables. */
export interface SupervisePages extends LadderPages, SilentPages, OrderPages, SealedPages {}
