// What a menu holds, as plain values: the same list serves a drop-down and a context menu.
import type { Component } from 'svelte';

export type MenuEntry =
  | { readonly kind: 'rule' }
  | {
      readonly kind: 'action';
      readonly label: string;
      readonly icon?: Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;
      /** A key chord as shown. */
      readonly keys?: string | null;
      readonly danger?: boolean;
      readonly disabled?: boolean;
      readonly run: () => void;
    }
  | {
      /** One of several that exclude each other. */
      readonly kind: 'choice';
      readonly label: string;
      /** A colour shown before the label, as CSS writes it. */
      readonly swatch: string;
      readonly chosen: boolean;
      readonly run: () => void;
    };
