import { describe, expect, test } from 'vitest';
import { pathOfSharedStorage } from '../../../src/editor/storagePath';

describe('the storage that belongs to a workspace', () => {
  test('is the one that another stands in for', () => {
    for (const id of ['0f3c5a7e9b1d2f4a6c8e0a1b2c3d4e5f', '-5ac41e6c', '1700000000000']) {
      const own = `/home/me/User/workspaceStorage/${id}/paddock.paddock`;
      expect(pathOfSharedStorage(own)).toBe(own);
      expect(pathOfSharedStorage(`/home/me/User/workspaceStorage/${id}-1/paddock.paddock`)).toBe(own);
      expect(pathOfSharedStorage(`/home/me/User/workspaceStorage/${id}-9/paddock.paddock`)).toBe(own);
    }
  });

  test('is the given one where there is no workspace, or folders only look alike', () => {
    for (const path of [
      '/home/me/User/globalStorage/paddock.paddock',
      '/home/me/a-1/User/globalStorage/paddock.paddock',
      '/work/workspaceStorage/ab-1/User/workspaceStorage/-5/paddock.paddock',
      '/work/workspaceStorage/ab-12/paddock.paddock',
    ]) {
      expect(pathOfSharedStorage(path)).toBe(path);
    }
  });
});
