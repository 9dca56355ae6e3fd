/* Whose exports, imports or balance it is: the side that the words give, else the side that speaks. */
#include "importers/extract/measure.h"

#include "importers/language/fold.h"

#include <string.h>

/* "a surplus towards Washington": the other side stands this near behind the balance. */
#define FAR_SIDE_REACH 2
/* A joint of at most one short word and a blank. */
#define JOINT_BYTES 4

static bool in_pair(TfParty party, const PairChoice *pair)
{
    return tf_party_is_set(party) && (tf_party_equal(party, pair->a) || tf_party_equal(party, pair->b));
}

static TfParty counterpart(TfParty party, const PairChoice *pair)
{
    return tf_party_equal(party, pair->a) ? pair->b : pair->a;
}

/* "한국과 폴란드의 교역": a word for "with" right between two parties joins them. */
static bool are_joined(const Reading *reading, const PartyMention *a, const PartyMention *b)
{
    return a->at == ROLE_AT_WITH && a->is_at_behind && b->span.start > a->span.end &&
           b->span.start - a->span.end <= JOINT_BYTES && reading_breaks(reading, a->span, b->span) == 0;
}

/* "Germany's trade with China": the side that the trade is not said to be with. */
static TfParty side_of_trade(const Reading *reading, const PairChoice *pair, TfParty otherwise)
{
    bool with_a = pair->mention_a != NULL && pair->mention_a->at == ROLE_AT_WITH;
    bool with_b = pair->mention_b != NULL && pair->mention_b->at == ROLE_AT_WITH;
    if (with_a == with_b)
        return otherwise;
    if (pair->mention_a == NULL || pair->mention_b == NULL) /* "trade with Korea", told of the other */
        return with_a ? pair->b : pair->a;
    if (are_joined(reading, pair->mention_a, pair->mention_b))
        return otherwise;
    return with_a ? pair->b : pair->a;
}

/* The one party of the pair that the sentence names; NULL when it names both, or neither. */
static const PartyMention *lone_mention(const PairChoice *pair)
{
    if (pair->mention_a != NULL && pair->mention_b != NULL)
        return NULL;
    return pair->mention_a != NULL ? pair->mention_a : pair->mention_b;
}

/* "with China exports came to 5 billion": those of the other side, of which the sentence says nothing more.
 */
static TfParty other_of_with(const Reading *reading, const Mark *measure, const PairChoice *pair,
                             TfParty otherwise)
{
    const PartyMention *mention = lone_mention(pair);
    if (mention == NULL || mention->at != ROLE_AT_WITH || measure == NULL ||
        reading_distance(reading, mention->span, mark_span(measure)) == 0)
        return otherwise; /* "with Brazilian exports of 5 billion" */
    return mention == pair->mention_a ? pair->b : pair->a;
}

/* Whose side the page takes when the words do not say. */
static TfParty default_side(bool is_carried, const PairChoice *pair, const PairFocus *focus,
                            const PageParties *page)
{
    bool goes_on = pair->mention_a == NULL && pair->mention_b == NULL && in_pair(focus->partner, pair);
    if ((focus->in_sentence || is_carried || goes_on) && in_pair(focus->reporter, pair))
        return focus->reporter;
    if (page->outlet_takes_part && in_pair(page->outlet, pair))
        return page->outlet; /* "exports were 5 billion": those of the page's own country */
    if (in_pair(page->topic, pair))
        return page->topic;
    return in_pair(focus->reporter, pair) ? focus->reporter : pair->a;
}

/* The side whose officials or books speak in the sentence, in front of the amount. */
static TfParty speaking_side(const PairChoice *pair, const PartyMentions *mentions, const AmountPlace *place,
                             TfParty otherwise)
{
    for (size_t i = 0; i < mentions->count; i++) {
        const PartyMention *mention = &mentions->items[i];
        if (mention->is_speaker && in_pair(mention->party, pair) &&
            mention->span.end <= place->amount->span.start)
            return mention->party;
    }
    return otherwise;
}

typedef struct Sides {
    TfParty origin;
    TfParty destination;
    TfParty owner;
    TfParty close;   /* right in front of the word */
    TfParty partner; /* "对美出口", "対米輸入": whom the other side sells to or buys from */
} Sides;

/* Whether a word for goods stands right behind: "imports Russian goods". */
#define GOODS_BYTES 40
static bool names_goods(const Reading *reading, TfSpan party)
{
    size_t first;
    size_t end;
    reading_marks_in(reading, LEX_SCOPE, (TfSpan){party.end, party.end + GOODS_BYTES}, &first, &end);
    return first < end &&
           reading_distance(reading, party, mark_span(&reading->marks[LEX_SCOPE].items[first])) == 0;
}

/* Whether the small word in front is written together with the party: "对俄", "対米", "대(對)인도". */
static bool is_glued(const Reading *reading, size_t start)
{
    CharClass before = fold_class_before(reading->text, start);
    return before == CHAR_LETTER || before == CHAR_FREE ||
           (start > 0 && reading_bracket_at(reading->text, start - 1) < 0) ||
           (start > 2 && reading_bracket_at(reading->text, start - 3) < 0);
}

/* "purchases of Italian products", in either order of the last two words. */
static bool is_of_goods(const Reading *reading, const Mark *measure, const PartyMention *mention)
{
    size_t first;
    size_t end;
    if (reading_distance(reading, mark_span(measure), mention->span) > 3)
        return false;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){measure->end, mention->span.end + GOODS_BYTES}, &first,
                     &end);
    for (size_t i = first; i < end; i++) {
        const Mark *mark = &reading->marks[LEX_MEASURE].items[i];
        if (mark->role == ROLE_GOODS && reading_distance(reading, mark_span(mark), mention->span) == 0)
            return true;
    }
    reading_marks_in(reading, LEX_SCOPE, (TfSpan){measure->end, mention->span.start}, &first, &end);
    return first < end && reading_distance(reading, mark_span(&reading->marks[LEX_SCOPE].items[end - 1]),
                                           mention->span) == 0; /* "importações de vinho francês" */
}

/* "the balance with Spain remains negative": a party that a word of trade in front has with it. */
static bool is_of_word(const Reading *reading, const PartyMention *mention)
{
    size_t first;
    size_t end;
    if (mention->at != ROLE_AT_WITH)
        return false;
    reading_marks_in(reading, LEX_MEASURE, (TfSpan){0, mention->span.start}, &first, &end);
    if (end == first)
        return false;
    const Mark *word = &reading->marks[LEX_MEASURE].items[end - 1];
    return word->role >= ROLE_TURNOVER && word->role <= ROLE_SURPLUS &&
           reading_distance(reading, mark_span(word), mention->span) <= 2;
}

/* "the first supplier of the United States": the small word belongs to the supplier, and no measure. */
static bool is_of_context(const Reading *reading, const PartyMention *mention)
{
    size_t first;
    size_t end;
    TfSpan front = {mention->span.start > GOODS_BYTES ? mention->span.start - GOODS_BYTES : 0,
                    mention->span.start};
    reading_marks_in(reading, LEX_MEASURE, front, &first, &end);
    return first < end && reading->marks[LEX_MEASURE].items[end - 1].role == ROLE_CONTEXT;
}

/* What the words around one mention say of its side. */
static void note_side(const Reading *reading, const MeasureChoice *choice, const AmountPlace *place,
                      const PartyMention *mention, TfParty party, Sides *sides)
{
    if (mention == NULL || choice->mark == NULL)
        return;
    bool before = mention->span.end <= choice->mark->start;
    int distance = reading_distance(reading, mention->span, mark_span(choice->mark));
    bool verb = choice->role == ROLE_EXPORTS_VERB || choice->role == ROLE_IMPORTS_VERB ||
                choice->role == ROLE_IMPORTS_SOFT;
    bool is_doer = verb && !before && distance == 0 && mention->at == ROLE_NONE &&
                   mark_has_flag(choice->mark, "verb first");
    bool glued =
        mention->at == ROLE_AT_WITH && (mention->is_at_behind || is_glued(reading, mention->span.start));
    if (choice->measure == TF_BALANCE && before && distance == 0 && !glued && !is_of_word(reading, mention))
        sides->close = party; /* "with a U.S. deficit of" */
    if (glued && before && distance <= 2 && !verb)
        sides->partner = party;
    bool is_for = choice->measure == TF_BALANCE && mention->at == ROLE_AT_TO && !before && distance <= 1 &&
                  is_glued(reading, mention->span.start);
    if (is_for)
        sides->owner = party; /* Arabic "the surplus li-Misr" is Egypt's */
    else if (is_doer)
        sides->owner = party; /* the doer behind its verb: "istawradat Misr", Egypt imported */
    else if (mention->at == ROLE_AT_TO && verb && choice->measure == TF_IMPORTS && !before)
        sides->origin = party; /* "a acheté à la Chine": what is bought comes from there */
    else if (mention->at == ROLE_AT_TO)
        sides->destination = party;
    else if (mention->at == ROLE_AT_FROM || (mention->at == ROLE_AT_BY && choice->measure == TF_EXPORTS))
        sides->origin = party;
    else if (mention->at == ROLE_AT_BY)
        sides->destination = party;
    else if (verb && !before && distance <= 2 && mention->at == ROLE_NONE && tf_party_is_set(sides->origin))
        sides->owner = party; /* "Aus den USA führte Deutschland Waren ein" */
    else if (verb && !before && distance <= 2 && choice->measure == TF_IMPORTS && mention->at != ROLE_AT_WITH)
        sides->origin = party; /* "bought Chinese goods" */
    else if (verb && !before && mention->at == ROLE_AT_OF)
        sides->origin = party; /* "worth of Iranian goods" */
    else if (verb && (before || place->before.end > choice->mark->end) && mention->at == ROLE_NONE)
        sides->owner = party; /* also "... and South Sudan 13.73 billion", its verb left out */
    else if (!verb && !before && choice->measure == TF_IMPORTS && is_of_goods(reading, choice->mark, mention))
        sides->origin = party; /* "acquisti di prodotti italiani" */
    else if (!verb && before && mention->at == ROLE_AT_OF && distance > 2 && is_of_context(reading, mention))
        return; /* "Mexico became the main supplier of the US, with sales of 475 billion" */
    else if (!verb && before && mention->at != ROLE_AT_WITH && (distance <= 2 || mention->at == ROLE_AT_OF))
        sides->owner = party;
    else if (!verb && !before && distance == 0 && choice->measure == TF_IMPORTS &&
             names_goods(reading, mention->span))
        sides->origin = party; /* "импорт российских товаров" */
    else if (!verb && !before && (mention->at == ROLE_AT_OF || (mention->at == ROLE_NONE && distance == 0)))
        sides->owner = party; /* also "экспорт России", where a case stands for "of" */
}

/* "a deficit with China", "un surplus verso Washington"; but "a deficit, according to China". */
static bool is_far_side(const Reading *reading, const Mark *balance, const PartyMention *mention)
{
    if (mention == NULL || balance == NULL)
        return mention != NULL && mention->at == ROLE_AT_WITH;
    bool near = mention->span.start >= balance->end &&
                reading_distance(reading, mark_span(balance), mention->span) <= FAR_SIDE_REACH;
    return mention->at == ROLE_AT_WITH ||
           (mention->at == ROLE_AT_TO && near && !is_glued(reading, mention->span.start));
}

/* "purchases from America grew, which cuts the surplus": a balance beside goods that come from a party, or go
 * to it, is told from the side of the other. */
static bool is_flow_side(const AmountPlace *place, const PartyMention *mention)
{
    return mention != NULL && (mention->at == ROLE_AT_FROM || mention->at == ROLE_AT_TO) &&
           mention->span.end <= place->amount->span.start;
}

static TfParty side_behind_flow(const AmountPlace *place, const PairChoice *pair, TfParty otherwise)
{
    bool a = is_flow_side(place, pair->mention_a);
    bool b = is_flow_side(place, pair->mention_b);
    if (a == b)
        return otherwise;
    return a ? pair->b : pair->a;
}

/* "Bogotá thus runs a deficit of 2.5 billion": the only party of the sentence, in front of the balance. */
static TfParty lone_subject(const Reading *reading, const Mark *balance, const PairChoice *pair,
                            TfParty otherwise)
{
    const PartyMention *mention = lone_mention(pair);
    if (mention == NULL || mention->at != ROLE_NONE || balance == NULL ||
        mention->span.end > balance->start || reading_breaks(reading, mention->span, mark_span(balance)) > 0)
        return otherwise;
    return mention == pair->mention_a ? pair->a : pair->b;
}

/* "saldo positivo de 3 bilhões para o lado brasileiro": who stands with "to" behind the amount has the
 * balance. */
static TfParty side_of_gain(const PairChoice *pair, const AmountPlace *place)
{
    const PartyMention *mentions[] = {pair->mention_a, pair->mention_b};
    for (size_t i = 0; i < 2; i++)
        if (mentions[i] != NULL && mentions[i]->at == ROLE_AT_TO &&
            mentions[i]->span.start >= place->amount->span.end)
            return i == 0 ? pair->a : pair->b;
    return (TfParty){""};
}

/* "Portugal sold Spain 17 billion ... imports of Spain came to 29": those of the seller, from there, as the
 * other reading would tell the first flow again. */
static bool is_origin_of(const MeasureChoice *choice, const PairChoice *pair, const PairFocus *focus,
                         TfParty party)
{
    const PartyMention *mentions[] = {pair->mention_a, pair->mention_b};
    bool of = false;
    for (size_t i = 0; i < 2; i++)
        of =
            of || (mentions[i] != NULL && mentions[i]->at == ROLE_AT_OF &&
                   mentions[i]->span.start >= choice->mark->end && tf_party_equal(mentions[i]->party, party));
    return of && choice->measure == TF_IMPORTS && choice->role == ROLE_IMPORTS &&
           tf_party_equal(focus->buyer, party) && tf_party_equal(focus->seller, counterpart(party, pair)) &&
           tf_party_equal(focus->reporter, focus->seller);
}

/* "The largest surpluses with the US were those of the EU (236 billion) and Mexico (172)": the word stands in
 * front of the amount before, and one of its two sides goes on. */
static bool is_balance_list(const MeasureChoice *choice, const AmountPlace *place, const PairChoice *pair,
                            const PairFocus *focus)
{
    bool shared = choice->mark == NULL || choice->mark->end <= place->before.start;
    return shared && place->before.end > 0 && focus->in_sentence &&
           in_pair(focus->reporter, pair) != in_pair(focus->partner, pair);
}

/* Reporter of exports, imports or a balance. */
static TfParty directed_side(const Reading *reading, const MeasureChoice *choice, const AmountPlace *place,
                             const PairChoice *pair, const PairFocus *focus, TfParty otherwise)
{
    Sides sides = {.origin = {""}};
    note_side(reading, choice, place, pair->mention_a, pair->a, &sides);
    note_side(reading, choice, place, pair->mention_b, pair->b, &sides);
    bool exports = choice->measure == TF_EXPORTS;
    TfParty own = exports ? sides.origin : sides.destination;
    TfParty far = exports ? sides.destination : sides.origin;
    if (choice->measure == TF_BALANCE && in_pair(sides.close, pair))
        return sides.close;
    if (choice->measure == TF_BALANCE && is_balance_list(choice, place, pair, focus))
        return in_pair(focus->reporter, pair) ? focus->reporter : counterpart(focus->partner, pair);
    if (choice->measure == TF_BALANCE) {
        TfParty gains = side_of_gain(pair, place);
        if (choice->sign != 0 && in_pair(gains, pair) && !in_pair(sides.owner, pair))
            return gains;
        if (is_far_side(reading, choice->mark, pair->mention_b))
            return pair->a;
        if (is_far_side(reading, choice->mark, pair->mention_a))
            return pair->b;
        TfParty far_side = choice->sign > 0 ? sides.destination : sides.origin;
        if (choice->sign != 0 && in_pair(far_side, pair) && !in_pair(sides.owner, pair))
            return counterpart(far_side, pair); /* "xuất siêu sang EU": the surplus of sales to it */
        return in_pair(sides.owner, pair)
                   ? sides.owner
                   : side_behind_flow(place, pair, lone_subject(reading, choice->mark, pair, otherwise));
    }
    if (in_pair(own, pair))
        return own;
    if (in_pair(far, pair))
        return counterpart(far, pair);
    if (in_pair(sides.partner, pair))
        return counterpart(sides.partner, pair);
    if (in_pair(sides.owner, pair) && is_origin_of(choice, pair, focus, sides.owner))
        return counterpart(sides.owner, pair);
    return in_pair(sides.owner, pair) ? sides.owner : other_of_with(reading, choice->mark, pair, otherwise);
}

/* "Spain took 5 billion, followed by India (3 billion)": the amount goes on with exports or imports whose
 * seller or buyer is of this pair, too. */
static bool keeps_role(const MeasureChoice *choice, const PairChoice *pair, const PairFocus *focus)
{
    return (choice->measure == TF_EXPORTS || choice->measure == TF_IMPORTS) &&
           (in_pair(focus->seller, pair) || in_pair(focus->buyer, pair));
}

/* "The largest buyers of Russian goods were Hungary (1.9 billion) and Italy (1.2)": the word stands in front
 * of the amount before, and one of its two sides is kept. */
static bool goes_on_list(const MeasureChoice *choice, const AmountPlace *place, const PairChoice *pair,
                         const PairFocus *focus)
{
    bool both = in_pair(focus->seller, pair) && in_pair(focus->buyer, pair);
    return choice->mark != NULL && place->before.end > 0 && choice->mark->end <= place->before.start &&
           focus->in_sentence && !both && keeps_role(choice, pair, focus);
}

/* Who reports then: the seller exports, the buyer imports. */
static TfParty role_kept(const MeasureChoice *choice, const PairChoice *pair, const PairFocus *focus)
{
    TfParty seller = in_pair(focus->seller, pair) ? focus->seller : counterpart(focus->buyer, pair);
    return choice->measure == TF_EXPORTS ? seller : counterpart(seller, pair);
}

/* "Spain took 13 billion, followed by France (6 billion)": the party behind a word of lists has the part of
 * the one in front. */
static bool is_next_in_list(const Reading *reading, const MeasureChoice *choice, const PairChoice *pair)
{
    const PartyMention *mentions[] = {pair->mention_a, pair->mention_b};
    for (size_t i = 0; i < 2 && choice->mark != NULL; i++) {
        if (mentions[i] != NULL && mentions[i]->span.start > choice->mark->end &&
            reading_has(reading, LEX_MEASURE, ROLE_LIST,
                        (TfSpan){choice->mark->end, mentions[i]->span.start}))
            return true;
    }
    return false;
}

bool measure_turn_back(const Reading *reading, const AmountPlace *place, const PairChoice *pair,
                       const PairFocus *focus, MeasureChoice *choice)
{
    const PartyMention *mentions[] = {pair->mention_a, pair->mention_b};
    size_t first;
    size_t end;
    TfSpan front = {place->reach.start, place->amount->span.start};
    if (!in_pair(focus->seller, pair) || !in_pair(focus->buyer, pair) || choice->measure == TF_BALANCE ||
        !reading_has(reading, LEX_MEASURE, ROLE_REVERSE, front))
        return false;
    for (size_t i = 0; i < 2; i++)
        if (mentions[i] != NULL && (mentions[i]->at == ROLE_AT_TO || mentions[i]->at == ROLE_AT_FROM))
            return false; /* the words say which way */
    reading_marks_in(reading, LEX_MEASURE, front, &first, &end);
    for (size_t i = first; i < end; i++) {
        MarkRole role = reading->marks[LEX_MEASURE].items[i].role;
        if (role == ROLE_EXPORTS || role == ROLE_IMPORTS)
            return false; /* "the other way, imports fell to 2 billion" */
    }
    choice->measure = tf_party_equal(focus->reporter, focus->seller) ? TF_IMPORTS : TF_EXPORTS;
    return true;
}

/* "EU向けは7648億円": the flow is carried over, and the words say where this one goes, or comes from. */
static TfParty side_of_carried(const MeasureChoice *choice, const PairChoice *pair, TfParty otherwise)
{
    const PartyMention *mentions[] = {pair->mention_a, pair->mention_b};
    bool exports = choice->measure == TF_EXPORTS;
    if (choice->mark != NULL || (!exports && choice->measure != TF_IMPORTS))
        return otherwise;
    for (size_t i = 0; i < 2; i++) {
        if (mentions[i] == NULL || (mentions[i]->at != ROLE_AT_TO && mentions[i]->at != ROLE_AT_FROM))
            continue;
        TfParty party = i == 0 ? pair->a : pair->b;
        bool reports = (mentions[i]->at == ROLE_AT_FROM) == exports;
        return reports ? party : counterpart(party, pair);
    }
    return otherwise;
}

/* "Mexican sales came to 4.2 billion, the Colombian ones to 1.7": of the same two the other one, named alone
 * behind the amount in front, has the same measure. Unset otherwise. */
static TfParty turned_owner(const MeasureChoice *choice, const AmountPlace *place, const PairChoice *pair,
                            const PairFocus *focus)
{
    const PartyMention *mention = pair->mention_a != NULL ? pair->mention_a : pair->mention_b;
    bool alone = mention != NULL && (pair->mention_a == NULL || pair->mention_b == NULL);
    bool shared = choice->mark != NULL && place->before.end > choice->mark->end && focus->in_sentence &&
                  choice->measure != TF_BALANCE;
    bool turned = alone && shared && mention->at == ROLE_NONE && in_pair(focus->reporter, pair) &&
                  in_pair(focus->partner, pair) && mention->span.start >= place->before.end &&
                  mention->span.end <= place->amount->span.start;
    return turned ? mention->party : (TfParty){""};
}

void measure_orient(const Reading *reading, const MeasureChoice *choice, const PairChoice *pair,
                    const PartyMentions *mentions, const AmountPlace *place, const PairFocus *focus,
                    const PageParties *page, TfParty *reporter, TfParty *partner)
{
    TfParty side = default_side(choice->mark == NULL, pair, focus, page);
    if (party_is_world(pair->b))
        side = pair->a;
    else if (party_is_world(pair->a))
        side = pair->b;
    else if (choice->measure == TF_TURNOVER)
        side = speaking_side(pair, mentions, place, side_of_trade(reading, pair, side));
    else if ((choice->mark == NULL || (focus->in_sentence && is_next_in_list(reading, choice, pair))) &&
             keeps_role(choice, pair, focus))
        side = role_kept(choice, pair, focus);
    else if (goes_on_list(choice, place, pair, focus))
        side = directed_side(reading, choice, place, pair, focus, role_kept(choice, pair, focus));
    else if (tf_party_is_set(turned_owner(choice, place, pair, focus)))
        side = turned_owner(choice, place, pair, focus);
    else
        side = directed_side(reading, choice, place, pair, focus, side);
    side = party_is_world(pair->a) || party_is_world(pair->b) ? side : side_of_carried(choice, pair, side);
    *reporter = side;
    *partner = counterpart(side, pair);
}
