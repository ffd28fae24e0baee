import { describe, expect, it } from '@jest/globals';
import { pathTo, routeOf, safeNext } from './router.ts';

describe('the router', () => {
  it('finds the page of an address with its parameters', () => {
    expect(routeOf('/')).toEqual({ page: 'start' });
    expect(routeOf('/a/42/polls/7')).toEqual({ page: 'poll', assembly: '42', poll: '7' });
  });

  it('prefers a fixed word over a parameter', () => {
    expect(routeOf('/a/42/motions/new')).toEqual({ page: 'draft', assembly: '42' });
    expect(routeOf('/a/42/motions/7')).toEqual({ page: 'motion', assembly: '42', motion: '7' });
  });

  it('does not mind a slash at the end', () => {
    expect(routeOf('/a/42/')).toEqual({ page: 'home', assembly: '42' });
  });

  it('says null to what names no page, a broken escape included', () => {
    expect(routeOf('/nowhere')).toBeNull();
    expect(routeOf('/a/%E0%A4%A')).toBeNull();
  });

  it('writes addresses that it reads back', () => {
    const path = pathTo('member', { assembly: 'a/b', member: 'm 1' });
    expect(path).toBe('/a/a%2Fb/members/m%201');
    expect(routeOf(path)).toEqual({ page: 'member', assembly: 'a/b', member: 'm 1' });
  });

  it('goes on after signing in to its own site alone', () => {
    expect(safeNext('/a/42')).toBe('/a/42');
    expect(safeNext('//evil.example')).toBe('/');
    expect(safeNext('/\\evil.example')).toBe('/');
    expect(safeNext('https://evil.example')).toBe('/');
    expect(safeNext(null)).toBe('/');
  });
});
