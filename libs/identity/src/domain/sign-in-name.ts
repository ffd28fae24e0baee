const FIRST = (
  'amber azure bold brave bright brisk bronze calm candid cedar clear clever copper coral crisp dapper early eager ' +
  'fair fern fleet frank fresh gentle glad golden grand green happy hardy hazel honest humble indigo ivory jade ' +
  'jolly keen kind lemon lilac lively lucid lucky maple mellow merry mild mint modest noble olive opal plain ' +
  'proud quick quiet rapid ruby rustic sage sandy scarlet sharp silver smooth solid steady sunny swift tidy topaz ' +
  'true velvet violet vivid warm wise witty young'
).split(' ');

const SECOND = (
  'badger beaver bison bobcat buffalo camel caribou cheetah condor cougar coyote crane cricket curlew dolphin ' +
  'donkey dragonfly eagle egret falcon ferret finch firefly gazelle gecko gibbon goose grouse gull hare harrier ' +
  'hedgehog heron ibis iguana impala jackal jaguar kestrel kingfisher kiwi koala lapwing lark lemur leopard linnet ' +
  'lizard llama lynx magpie mallard marmot marten moose mule newt ocelot osprey otter panda parrot pelican penguin ' +
  'pigeon plover puffin quail rabbit raven robin salmon seal sparrow starling stork swallow swan tapir tiger toad ' +
  'trout turtle walrus weasel whale wombat wren yak zebra'
).split(' ');

/**
 * A name of the kind `amber-heron-4821`: says nothing about the person, and nobody can tell which ones are taken.
 * @param below an even random integer from 0 up to and without `n`
 */
export function makeSignInName(below: (n: number) => number): string {
  const digits = String(below(10_000)).padStart(4, '0');
  return `${FIRST[below(FIRST.length)]}-${SECOND[below(SECOND.length)]}-${digits}`;
}

/** As people may type it on a phone: capitals, spaces and dashes of any kind. */
export function normalSignInName(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s\u2010-\u2015_-]+/g, '-');
}

/** One spelling of an address. Only what is safe for every provider is folded: case and outer blanks. */
export function normalEmail(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}
