// SPDX-License-Identifier: GPL-3.0-or-later

/// What is said of each of the faulty scenarios, word for word; trailing spaces are left out.
let expectedProblems = #"""
    === empty
    test.yaml:1:1: error: the file is empty; a scenario starts with 'version: 1' ('tiercast init' writes a commented one)

      ^
    === comments only
    test.yaml:1:1: error: the file is empty; a scenario starts with 'version: 1' ('tiercast init' writes a commented one)
      # nothing
      ^
    === list
    test.yaml:1:1: error: a scenario is a mapping of keys, not a list
      - a
      ^
    === missing
    test.yaml:1:1: error: 'version' is missing; write 'version: 1'
      name: x
      ^
    test.yaml:1:1: error: 'budget' is missing; write the money to spend, such as 'budget: 250k'
      name: x
      ^
    test.yaml:1:1: error: 'splits' is missing; write at least one, such as 'splits: {small: {nano: 60%, micro: 40%}}'
      name: x
      ^
    test.yaml:1:1: error: 'product.order_value' is missing; write it under 'product:', such as 'order_value: {typical: 60 to 80, varies: 1.5x}'
      name: x
      ^
    test.yaml:1:1: error: 'product.gross_margin' is missing; write it under 'product:', such as 'gross_margin: 60%'
      name: x
      ^
    === version
    test.yaml:1:10: error: 'version' is "2"; this reader knows version 1
      version: 2
               ^
    === unknown top key
    test.yaml:8:1: error: 'tier' is not a key of a scenario; did you mean 'tiers'?
      tier: {}
      ^
    === unknown quantity key
    test.yaml:8:16: error: 'fees' is not a key of 'tiers.nano'; did you mean 'fee'?
      tiers: {nano: {fees: 3}}
                     ^
    === synonym
    test.yaml:8:32: error: 'commission' is not a key of a deal; did you mean 'revenue_share'?
      lines: {a: {tier: nano, deal: {commission: 10%}}}
                                     ^
    === unknown tier
    test.yaml:8:9: error: 'nanno' is not a key of 'tiers'; did you mean 'nano'?
      tiers: {nanno: {fee: 3}}
              ^
    === unknown platform
    test.yaml:8:35: error: 'platform' is "tictok"; did you mean 'tiktok'?
      lines: {a: {tier: nano, platform: tictok}}
                                        ^
    === duplicate key
    test.yaml:12:5: error: the key 'fee' stands twice, first on line 10; keep one
          fee: 4
          ^
    === duplicate flow key
    test.yaml:8:24: error: the key 'fee' stands twice, first on line 8; keep one
      tiers: {nano: {fee: 3, fee: 4}}
                             ^
    === wrong type list
    test.yaml:8:21: error: tiers.nano.fee is a list; it takes money in USD
      tiers: {nano: {fee: [1, 2]}}
                          ^
    === wrong type scalar
    test.yaml:8:8: error: 'tiers' is a mapping of keys, not a single value
      tiers: 5
             ^
    === null value
    test.yaml:10:5: error: tiers.nano.fee has no value; it takes money in USD
          fee:
          ^
    === cycle
    test.yaml:8:15: error: references go round in a circle: assumptions.a → assumptions.b → assumptions.c → assumptions.a
      assumptions: {a: b * 2, b: c, c: a + 1}
                    ^
    === self cycle
    test.yaml:8:16: error: references go round in a circle: tiers.nano.gift_cost → tiers.nano.gift_cost
      tiers: {nano: {gift_cost: nano.gift_cost}}
                     ^
    === unknown reference
    test.yaml:8:31: error: 'micro.fea' is not a quantity of this scenario; did you mean 'micro.fee'?
      tiers: {nano: {gift_cost: 2 * micro.fea}}
                                    ^
    === unknown assumption
    test.yaml:8:27: error: 'zzz' is not a quantity of this scenario; write its path, such as macro.fee or product.order_value, or a name from 'assumptions:'
      tiers: {nano: {gift_cost: zzz}}
                                ^
    === reference to varying
    test.yaml:8:16: error: tiers.nano.gift_cost refers to tiers.nano.fee, which varies and so has no single value; give it a 'typical'
      tiers: {nano: {gift_cost: nano.fee}}
                     ^
    === nan
    test.yaml:8:21: error: ".nan" is not a quantity; write a number
      tiers: {nano: {fee: .nan}}
                          ^
    === inf
    test.yaml:8:21: error: ".inf" is not a quantity; write a large number
      tiers: {nano: {fee: .inf}}
                          ^
    === sexagesimal
    test.yaml:8:23: error: ':' stands where an operator (+ - * /), 'to' or the end is expected
      tiers: {nano: {fee: 10:30}}
                            ^
    === yes
    test.yaml:8:21: error: "yes" is not a quantity; write 1 or 100%
      tiers: {nano: {fee: yes}}
                          ^
    === separator
    test.yaml:10:11: error: no separators inside a number; write 1000 or 1k
          fee: 1,000
                ^
    === K
    test.yaml:8:22: error: 'K' is not read; write k for thousand, M for million
      tiers: {nano: {fee: 5K}}
                           ^
    === dollar
    test.yaml:8:21: error: '$' is not read; write the bare amount, in the scenario's currency
      tiers: {nano: {fee: $500}}
                          ^
    === dash
    test.yaml:8:24: error: '–' is not read; write '-' for minus, 'to' for an interval
      tiers: {nano: {fee: 200–500}}
                             ^
    === unit
    test.yaml:8:34: error: the unit 'weeks' does not fit 'management_hours': it takes hours such as 2 or '2 hours'
      tiers: {nano: {management_hours: 2 weeks}}
                                       ^
    === currency
    test.yaml:8:21: error: the unit 'EUR' does not fit 'fee': it takes money in USD
      tiers: {nano: {fee: 30 EUR}}
                          ^
    === percent of money
    test.yaml:8:21: error: a percentage does not fit 'fee': it takes money in USD
      tiers: {nano: {fee: 30%}}
                          ^
    === factor of share
    test.yaml:8:25: error: a factor (x) does not fit 'no_show': it takes a share such as 5% or 0.05
      tiers: {nano: {no_show: 3x}}
                              ^
    === share above 1
    test.yaml:8:25: error: 'no_show' is 30; a share lies between 0 and 1: write 30%
      tiers: {nano: {no_show: 30}}
                              ^
    === negative
    test.yaml:8:27: error: 'gift_cost' is -3; it must be 0 or above
      tiers: {nano: {gift_cost: -3}}
                                ^
    === zero
    test.yaml:6:16: error: 'code_uplift' is 0; it must be above 0
        code_uplift: 0
                     ^
    test.yaml:8:1: error: 'product2' is not a key of a scenario; did you mean 'product'?
      product2: 1
      ^
    === whole
    test.yaml:8:23: error: 'posts' is 1.5; it must be a whole number, 1 or above
      tiers: {nano: {posts: 1.5}}
                            ^
    === correlation domain
    test.yaml:8:43: error: 'fee_followers_correlation' is 2; a correlation lies between -1 and 1
      tiers: {nano: {fee_followers_correlation: 2}}
                                                ^
    === correlation interval
    test.yaml:8:43: error: an interval does not fit 'fee_followers_correlation'; write uniform(min: 0.3, max: 0.7)
      tiers: {nano: {fee_followers_correlation: 0.2 to 0.5}}
                                                ^
    === interval to 0
    test.yaml:8:21: error: an interval that reaches 0 or below is not log-normal; write uniform(min: -200, max: 1000), pert(min:, mode:, max:) or normal(mean:, sd:)
      tiers: {nano: {fee: -200 to 1000}}
                          ^
    === interval reversed
    test.yaml:8:21: error: an interval goes from a smaller to a larger number; for a fixed value write it alone
      tiers: {nano: {fee: 500 to 200}}
                          ^
    === share interval
    test.yaml:8:25: error: an interval of a share lies between 0 and 1 (0% and 100%), ends excluded; for a share that may be 0 or 1 write uniform(min: 0%, max: 10%) or pert(min:, mode:, max:)
      tiers: {nano: {no_show: 0% to 20%}}
                              ^
    === one percent
    test.yaml:8:25: error: write % at both ends of the interval, or at none
      tiers: {nano: {no_show: 5 to 20%}}
                              ^
    === too wide
    test.yaml:8:21: error: this interval is so wide that its mean lies above its 95th percentile (its ends are more than 50,000-fold apart); narrow it, or write uniform(min:, max:)
      tiers: {nano: {fee: 1 to 1M}}
                          ^
    === too wide spread
    test.yaml:8:21: error: "lognormal(median: 5, spread: 900)": lognormal is so wide that its mean lies above its 95th percentile (its ends are more than 50,000-fold apart); narrow it, or write uniform(min:, max:)
      tiers: {nano: {fee: lognormal(median: 5, spread: 900)}}
                          ^
    === bad sd
    test.yaml:8:36: error: gamma: 'sd' is 0; it must be above 0
      tiers: {nano: {fee: gamma(mean: 5, sd: 0)}}
                                         ^
    === positional
    test.yaml:8:29: error: parameters are named: uniform(min: 200, max: 1000)
      tiers: {nano: {fee: uniform(1, 2)}}
                                  ^
    === missing parameter
    test.yaml:8:21: error: uniform needs 'max': uniform(min: 200, max: 1000)
      tiers: {nano: {fee: uniform(min: 1)}}
                          ^
    === extra parameter
    test.yaml:8:45: error: uniform has no 'mode' here: uniform(min: 200, max: 1000)
      tiers: {nano: {fee: uniform(min: 1, max: 2, mode: 1)}}
                                                  ^
    === unknown distribution
    test.yaml:8:21: error: 'unifrom' is not a distribution; did you mean 'uniform'?
      tiers: {nano: {fee: unifrom(min: 1, max: 2)}}
                          ^
    === order
    test.yaml:8:21: error: "pert(min: 5, mode: 2, max: 9)": pert needs min ≤ mode ≤ max and min < max
      tiers: {nano: {fee: pert(min: 5, mode: 2, max: 9)}}
                          ^
    === poisson
    test.yaml:8:29: error: poisson: 'mean' is 10000000000; it must be at most 1e9
      tiers: {nano: {fee: poisson(mean: 1e10)}}
                                  ^
    === support
    test.yaml:8:21: error: 'fee' lies between 0 and infinity, but this distribution reaches beyond; write truncated(…, min: 0)
      tiers: {nano: {fee: normal(mean: 10, sd: 5)}}
                          ^
    === support of share
    test.yaml:8:25: error: 'no_show' lies between 0 and 1, but this distribution reaches beyond; write truncated(…, min: 0, max: 1)
      tiers: {nano: {no_show: gamma(mean: 10%, sd: 5%)}}
                              ^
    === evidence
    test.yaml:8:34: error: "70 of 61": evidence is two whole numbers, the first not above the second, at most 1e9: 61 of 2140
      tiers: {nano: {orders_per_click: 70 of 61}}
                                       ^
    === evidence of money
    test.yaml:8:27: error: evidence such as '61 of 2140' is a rate; 'gift_cost' takes money in USD
      tiers: {nano: {gift_cost: 6 of 61}}
                                ^
    === varies alone
    test.yaml:8:30: error: 'varies' alone does not say about what: add 'typical'
      tiers: {nano: {fee: {varies: 1.5x}}}
                                   ^
    === varies without x
    test.yaml:8:42: error: a factor is written with an x, such as 1.5x
      tiers: {nano: {fee: {typical: 5, varies: 1.5}}}
                                               ^
    === varies below 1
    test.yaml:8:42: error: the factor is 0.5; it lies between 1x (all alike) and 224x (above that the mean lies above the 95th percentile)
      tiers: {nano: {fee: {typical: 5, varies: 0.5x}}}
                                               ^
    === varies interval
    test.yaml:8:42: error: beside 'typical', 'varies' is a factor such as 1.5x (90 % of the values lie within typical / 1.5 … typical * 1.5)
      tiers: {nano: {fee: {typical: 5, varies: 2 to 3}}}
                                               ^
    === typical on campaign
    test.yaml:8:32: error: tiers.nano.pool has one value for the whole campaign: write 'value:' instead of 'typical:' and 'varies:'
      tiers: {nano: {pool: {typical: 5}}}
                                     ^
    === value and typical
    test.yaml:8:41: error: write either 'value' or 'typical' and 'varies', not both
      tiers: {nano: {fee: {value: 5, typical: 3}}}
                                              ^
    === nothing
    test.yaml:8:16: error: tiers.nano.fee has neither 'typical' nor 'varies' nor 'value'
      tiers: {nano: {fee: {note: x}}}
                     ^
    === unknown part
    test.yaml:8:22: error: 'tipical' is not part of a quantity; did you mean 'typical'?
      tiers: {nano: {fee: {tipical: 3}}}
                           ^
    === trust
    test.yaml:8:39: error: 'trust' is "E"; write A (audited or peer-reviewed), B, C or D (repeated by blogs)
      tiers: {nano: {fee: {value: 3, trust: E}}}
                                            ^
    === year
    test.yaml:8:38: error: 'year' is "20"; write a year between 1900 and 2100
      tiers: {nano: {fee: {value: 3, year: 20}}}
                                           ^
    === both denominators
    test.yaml:8:37: error: 'tiers.nano' states both 'clicks_per_view' and 'clicks_per_engagement'; keep one, the one that was measured
      tiers: {nano: {clicks_per_view: 1%, clicks_per_engagement: 2%}}
                                          ^
    === per lead
    test.yaml:8:31: error: line 'a' pays per lead but has no 'leads_per_click'; add it to the line or its tier
      lines: {a: {tier: nano, deal: {per_lead: 3}}}
                                    ^
    === orders per lead
    test.yaml:8:25: error: line 'a' has 'orders_per_lead' but no 'leads_per_click'
      lines: {a: {tier: nano, orders_per_lead: 10%}}
                              ^
    === deal
    test.yaml:8:31: error: 'deal' is "free"; write flat, gifting, or a mapping such as {fee: 50%, revenue_share: 10%}
      lines: {a: {tier: nano, deal: free}}
                                    ^
    === empty deal
    test.yaml:8:31: error: this deal pays nothing; write at least one of fee, per_acquisition, per_lead, revenue_share or 'gift: true'
      lines: {a: {tier: nano, deal: {fee: none}}}
                                    ^
    === no tier
    test.yaml:8:9: error: line 'a' has no 'tier'; write nano, micro, macro or mega
      lines: {a: {platform: tiktok}}
              ^
    === gift
    test.yaml:8:38: error: 'gift' is "yes"; write true or false
      lines: {a: {tier: nano, deal: {gift: yes}}}
                                           ^
    === shares
    test.yaml:7:10: error: the shares of split 's' add to 90%, 10% less than 100%
      splits: {s: {nano: 60%, micro: 30%}}
               ^
    === amounts
    test.yaml:7:10: error: the amounts of split 's' add to 9000, 1000 less than the budget of 10000; for shares write %
      splits: {s: {nano: 6k, micro: 3k}}
               ^
    === mixed
    test.yaml:7:10: error: split 's' mixes shares (%) and amounts; write one kind
      splits: {s: {nano: 60%, micro: 3k}}
               ^
    === unknown line
    test.yaml:7:14: error: split 's' names 'nanno', which is neither a line nor a tier; did you mean 'nano'?
      splits: {s: {nanno: 100%}}
                   ^
    === no splits
    test.yaml:7:9: error: 'splits' is empty; write at least one, such as '{small: {nano: 60%, micro: 40%}}'
      splits: {}
              ^
    === negative share
    test.yaml:7:33: error: 'micro' is "-60%"; write a share such as 60% or an amount such as 150k, 0 or above
      splits: {s: {nano: 160%, micro: -60%}}
                                      ^
    === budget
    test.yaml:2:9: error: 'budget' is -10000; it must be above 0 and at most 1e12
      budget: -10k
              ^
    === budget percent
    test.yaml:2:9: error: 'budget' is an amount of money in USD, such as 250k
      budget: 10%
              ^
    === currency code
    test.yaml:8:11: error: 'currency' is "euro"; write a code of three capital letters such as EUR
      currency: euro
                ^
    === goal
    test.yaml:8:9: error: the goal is "cpa < 45"; write a metric, <= or >=, and a number: cpa <= 45
      goals: [cpa < 45]
              ^
    === goal metric
    test.yaml:8:9: error: 'cpaa' is not a metric; did you mean 'cpa'?
      goals: [cpaa <= 45]
              ^
    === goal unit
    test.yaml:8:9: error: the unit of "cpa <= 45%" does not fit 'cpa'
      goals: [cpa <= 45%]
              ^
    === correlate varying
    test.yaml:8:19: error: tiers.nano.fee cannot be correlated: it varies, and nothing about it is uncertain: give it a 'typical' interval
      correlate: [{of: [nano.fee, nano.orders_per_click], rank: 0.5}]
                        ^
    === correlate fixed
    test.yaml:8:19: error: product.order_value cannot be correlated: it must hold exactly one interval or distribution, and has 0
      correlate: [{of: [product.order_value, nano.orders_per_click], rank: 0.5}]
                        ^
    === correlate rank
    test.yaml:8:73: error: 'rank' is 2; a correlation lies between -1 and 1
      correlate: [{of: [micro.orders_per_click, nano.orders_per_click], rank: 2}]
                                                                              ^
    === correlate twice
    test.yaml:8:79: error: tiers.nano.orders_per_click and tiers.micro.orders_per_click are correlated twice; keep one
      correlate: [{of: [micro.orders_per_click, nano.orders_per_click], rank: 0.5}, {of: [nano.orders_per_click, micro.orders_per_click], rank: 0.4}]
                                                                                    ^
    === anchor
    test.yaml:8:21: error: an anchor (&) is not read in a scenario; name the value under 'assumptions:' and write that name, or write the value again
      tiers: {nano: {fee: &a 3, gift_cost: *a}}
                          ^
    test.yaml:8:38: error: an alias (*) is not read in a scenario; name the value under 'assumptions:' and write that name, or write the value again
      tiers: {nano: {fee: &a 3, gift_cost: *a}}
                                           ^
    === tag
    test.yaml:8:7: error: a YAML tag (!) is not read in a scenario; leave it out: every value is read as text
      note: !!str x
            ^
    === documents
    test.yaml:8:1: error: a second document starts here; a scenario is one document: put it into a file of its own
      ---
      ^
    === open quote
    test.yaml:8:7: error: a quoted text that does not end on its line is not read in a scenario; close the quote, or write 'note: >' with the text indented below
      note: "abc
            ^
    === yaml
    test.yaml:9:1: error: not YAML: did not find expected ',' or '}' (while parsing a flow mapping on line 8)
    === tab
    test.yaml:9:1: error: not YAML: found character that cannot start any token (while scanning for the next token on line 9)
      	nano: {fee: 3}
      ^
    === control
    test.yaml:8:8: error: control character U+0007; delete it
      note: a�b
             ^
    === data
    test.yaml:8:21: error: x.csv: cannot be read; the path is relative to the scenario file
      tiers: {nano: {fee: data(x.csv, y)}}
                          ^
    === deep
    test.yaml:8:57: error: nested deeper than 50 levels; a scenario needs 5
      note: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
                                                              ^
    === parens
    test.yaml:8:24: error: the value ends where ')' is expected
      tiers: {nano: {fee: ((3}}
                             ^
    === end
    test.yaml:8:24: error: the value ends where a number, a distribution, a reference or '(' is expected
      tiers: {nano: {fee: 3 +}}
                             ^
    === divide
    test.yaml:8:21: error: division by zero
      tiers: {nano: {fee: 3 / 0}}
                          ^
    === two at once
    test.yaml:8:21: error: 'fee' is -1; it must be 0 or above
      tiers: {nano: {fee: -1, pol: 3}}
                          ^
    test.yaml:8:25: error: 'pol' is not a key of 'tiers.nano'; did you mean 'pool'?
      tiers: {nano: {fee: -1, pol: 3}}
                              ^
    test.yaml:9:9: error: the goal is "x"; write a metric, <= or >=, and a number: cpa <= 45
      goals: [x]
              ^
    """#
