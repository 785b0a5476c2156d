// A worker that never ends, in place of the one that reads documents.
for (;;);
