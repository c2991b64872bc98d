import { expect, it } from 'vitest';
import { folderOf } from '../testing/folder.ts';
import { joinNotices, noticeFor } from './notice.ts';

const noticeOf = (files: Readonly<Record<string, string>>, name = 'ours', layout = 'movielens') =>
  noticeFor(`${layout}:${folderOf(files)}`, name);

it('quotes the notice and the licence that lie beside the data', () => {
  const { text, licence } = noticeOf({
    'LICENSE.txt': 'Only on Sundays.',
    NOTICE: 'By Ann.',
    README: 'Hello.',
  });
  expect(text).toContain('derived from the data set "ours"');
  expect(text).toMatch(
    /LICENSE\.txt of the data says:\n\nOnly on Sundays\.\n\nNOTICE of the data says:\n\nBy Ann\./,
  );
  expect(text).not.toContain('Hello');
  expect(licence).toBe('See NOTICE: LICENSE.txt and NOTICE of the data');
});

it('knows the conditions of MovieLens by its readme or its folder', () => {
  const readme = { 'README.txt': 'Summary\n\nThis and other GroupLens data sets are public.' };
  for (const notice of [noticeOf(readme), noticeOf({}, 'ml-latest-small')]) {
    expect(notice.text).toContain('https://doi.org/10.1145/2827872');
    expect(notice.licence).toContain('non-commercial');
  }
});

it('does not take data for MovieLens because of their layout', () => {
  expect(noticeOf({ 'readme.md': 'Our own films.' }).text).toContain(
    'readme.md of the data says:\n\nOur own films.',
  );
  expect(noticeOf({}, 'ml-latest-small', 'social').text).not.toContain('GroupLens');
});

it('asks for the terms where nothing says them', () => {
  const { text, licence } = noticeOf({});
  expect(text).toContain('write them into a NOTICE file in the data folder');
  expect(licence).toMatch(/^Not stated/);
});

it('keeps the notice of a bundle that was learned on from', () => {
  const { text, licence } = joinNotices(noticeOf({ NOTICE: 'Mine.' }), 'old-12345678', 'Theirs.');
  expect(text).toMatch(/Mine\..*bundle old-12345678.*Theirs\./s);
  expect(licence).toContain('bundle old-12345678');
});
