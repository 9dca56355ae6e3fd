How an article was read: each claim with what it comes from, and the amounts that were seen and left.

    $ printf 'Loans and trade\n\nDaily | 2024-11-27\n\nKazakhstan and Russia traded goods worth $27 billion in 2023. The bank lent a further $3 billion to Astana, a loan for five years.\n' > loans.txt
    $ tradefig extract --explain loans.txt
    loans.txt  1 claim
      KZ-RU  2023  27.0 bn USD  turnover  (sure 0.97)
          Kazakhstan and Russia traded goods worth [$27 billion] in 2023. The bank lent a further $3 billion to Astana, a loan for fiv…
          measure: the sentence says it
          parties: both stand in the sentence
          period: the sentence says it
          words of: en/scale.tsv:8 any/currency.tsv:4 en/measure.tsv:5 en/status.tsv:5
      seen and left: 1 amount
        its sentence is about other money than trade: "lent" (en/trap.tsv:10)
          …ussia traded goods worth $27 billion in 2023. The bank lent a further [$3 billion] to Astana, a loan for five years.
    $ tradefig extract --explain --json loans.txt
    tradefig: --explain prints text for people; leave out --quantities, --json and other formats
    [exit 2]
