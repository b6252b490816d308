// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IJobRegistry} from "../../../main/solidity/IJobRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract FundTest is Fixture {
    function test_ShouldAddToTheEscrow(address funder, uint256 amount) public {
        vm.assume(funder != address(0));
        uint256 id = createTraining(1 ether);
        uint256 other = createTraining(2 ether);
        amount = bound(amount, 1, type(uint128).max - 1 ether);
        vm.deal(funder, amount);

        vm.expectEmit(address(jobs));
        emit IJobRegistry.TrainingFunded(id, funder, amount, 1 ether + amount);
        vm.prank(funder);
        jobs.fund{value: amount}(id);

        vm.assertEq(jobs.training(id).funded, 1 ether + amount, "funded");
        vm.assertEq(jobs.training(other).funded, 2 ether, "the other training");
    }

    function test_ShouldFundInAPause() public {
        uint256 id = createTraining(0);
        vm.prank(pauser);
        jobs.pause();
        vm.prank(stranger);
        jobs.fund{value: 1}(id);

        vm.assertEq(jobs.training(id).funded, 1, "funded");
    }

    function test_ShouldRefuseNoEther() public {
        uint256 id = createTraining(0);
        expectError(IJobRegistry.ZeroAmount.selector);
        jobs.fund(id);
    }

    function test_ShouldRefuseMoreThanItCanCount() public {
        uint256 id = createTraining(1);
        uint256 amount = type(uint128).max;
        vm.deal(stranger, amount);

        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.AmountTooLarge.selector, amount + 1));
        vm.prank(stranger);
        jobs.fund{value: amount}(id);
    }

    function test_ShouldRefuseAnUnknownTraining(uint256 id) public {
        expectUnknownTraining(id);
        vm.prank(stranger);
        jobs.fund{value: 1}(id);
    }

    function test_ShouldRefuseAClosedTraining() public {
        uint256 id = createTraining(0);
        vm.prank(publisher);
        jobs.close(id);

        expectWrongPhase(IJobRegistry.Phase.Closed);
        vm.prank(stranger);
        jobs.fund{value: 1}(id);
    }
}
