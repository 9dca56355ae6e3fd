Totals of a complete series, spread over quarters or months that add up to them.

    $ printf '2019,20\n2020,22\n2021,24\n2022,26\n2023,28\n' >years.csv
    $ tradefig project --series years.csv --disaggregate quarters --smooth slope | tail -5
    2023-Q1  6.81250000
    2023-Q2  6.93750000
    2023-Q3  7.06250000
    2023-Q4  7.18750000
    the smoothest path by the method of Denton, differences of order 2
    $ tradefig project --series years.csv --disaggregate months --format csv | head -4
    period,value
    2019-01,1.63190500
    2019-02,1.63336353
    2019-03,1.63628059
    $ tradefig project --series years.csv --disaggregate quarters --format csv | awk -F, 'NR > 1 { sum[substr($1, 1, 4)] += $2 } END { for (y = 2019; y <= 2023; y++) print y, sum[y] }'
    2019 20
    2020 22
    2021 24
    2022 26
    2023 28

Along an indicator that begins before and goes on after: so does the answer.

    $ { echo date,value; awk 'BEGIN { for (i = 0; i < 24; i++) printf "%d-Q%d,%.1f\n", 2018 + i / 4, i % 4 + 1, 4 + 0.2 * i + (i % 4 == 3) }'; printf '2024-Q1,9\n2024-Q2,9.2\n'; } >exports.csv
    $ tradefig project --series years.csv --disaggregate quarters --indicator exports.csv --format csv | sed -n '1,3p;$p'
    period,value
    2018-Q1,4.15625000
    2018-Q2,4.28125000
    2024-Q2,7.40625000
    $ tradefig project --series years.csv --disaggregate quarters --indicator exports.csv | tail -1
    regression by the method of Chow-Lin: 1.65625 + 0.625 x indicator, errors carry on by 0.000, adjusted R2 1.0000
    $ tradefig project --series years.csv --disaggregate quarters --indicator exports.csv --method fernandez | tail -1
    regression by the method of Fernandez: 1.65625 + 0.625 x indicator, errors walk, adjusted R2 1.0000
    $ tradefig project --series years.csv --disaggregate quarters --indicator exports.csv --method denton | tail -1
    the smoothest ratio to the indicator by the method of Denton, differences of order 1
    $ tradefig project --series years.csv --disaggregate quarters --indicator exports.csv --json | head -c 240; echo
    {"series":"years.csv","method":"regression by the method of Chow-Lin: 1.65625 + 0.625 x indicator, errors carry on by 0.000, adjusted R2 1.0000","intercept":1.65625,"slope":0.625,"rho":0,"adjusted_r2":1,"below_zero":0,"remarks":[],"periods"

Linear methods keep no sign.

    $ printf '2019,5\n2020,1\n2021,.2\n2022,.05\n2023,6\n' | tradefig project --series - --disaggregate months | tail -2
    the smoothest path by the method of Denton, differences of order 1
    10 of 60 values are below 0: the method is linear and keeps no sign where totals fall steeply

What cannot be done is said.

    $ printf '2019,20\n' | tradefig project --series - --disaggregate quarters
    tradefig: spreading totals over shorter periods needs 2 of them, not 1
    [exit 1]
    $ tradefig project --series exports.csv --disaggregate quarters
    tradefig: the series is quarterly already: it cannot be spread over quarters
    [exit 1]
    $ tradefig project --series years.csv --disaggregate months --indicator exports.csv
    tradefig: the indicator has 4 values a year, spreading over months needs 12
    [exit 1]
    $ tail -8 exports.csv >late.csv; tradefig project --series years.csv --disaggregate quarters --indicator late.csv
    tradefig: the indicator begins with 2022-Q3, after the first total, 2019
    [exit 1]
    $ head -9 exports.csv >early.csv; tradefig project --series years.csv --disaggregate quarters --indicator early.csv
    tradefig: the indicator has 4 periods from the first total on, the totals need 20
    [exit 1]
    $ tradefig project --series years.csv --disaggregate weeks
    tradefig: --disaggregate 'weeks': needed quarters|months
    [exit 2]
    $ tradefig project --series years.csv --disaggregate quarters --method chow-lin
    tradefig: --method chow-lin needs an --indicator FILE
    [exit 2]
    $ tradefig project --series years.csv --disaggregate quarters --indicator exports.csv --smooth slope
    tradefig: --smooth is of --method denton
    [exit 2]
    $ tradefig project --disaggregate quarters
    tradefig: --disaggregate needs totals: --series FILE
    [exit 2]
    $ tradefig project --series years.csv --disaggregate quarters --to 2030
    tradefig: --disaggregate looks inside the totals; an --indicator that goes on carries them on
    [exit 2]
