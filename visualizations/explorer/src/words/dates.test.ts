import { describe, expect, it } from 'vitest';
import { dateText, isDateField } from './dates';

describe('dateText', () => {
  it.each([
    ['2017-03-05', '5 mar. 2017', '5 Mar 2017'],
    ['2017-03', 'mar. 2017', 'Mar 2017'],
    ['2017', '2017', '2017'],
    ['2017-09-30', '30 set. 2017', '30 Sep 2017'],
    ['2017-03-05/2017-04', '5 mar. 2017 – abr. 2017', '5 Mar 2017 – Apr 2017'],
  ])('reads %s as %s', (date, spanish, english) => {
    expect([dateText(date, 'es'), dateText(date, 'en')]).toEqual([spanish, english]);
  });

  it.each(['', '2017-13', '2017-02-30', 'SINT-2017-03', '2017-03-05T10:00', '12'])('leaves %j, which is no date', (text) => {
    expect(dateText(text, 'es')).toBe(text);
  });

  it('takes the number of a case for no date', () => {
    expect([isDateField('case_number'), isDateField('fact_date')]).toEqual([false, true]);
  });
});
